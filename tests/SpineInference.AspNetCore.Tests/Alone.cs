namespace SpineInference.AspNetCore.Tests;

/// <summary>Tests that listen to the whole process, or take all of it.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
