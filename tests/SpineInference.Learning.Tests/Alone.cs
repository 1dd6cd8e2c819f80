namespace SpineInference.Learning.Tests;

/// <summary>Tests that count what the process holds: nothing else runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
