namespace SpineInference.Web.Tests;

/// <summary>Tests that share the one browser; they run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<Browser>
{
    public const string Name = "browser";
}
