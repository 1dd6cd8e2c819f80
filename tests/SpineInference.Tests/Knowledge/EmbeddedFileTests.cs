namespace SpineInference.Tests.Knowledge;

/// <summary>What a trimmed application carries apart is found, and what nobody carries is empty.</summary>
public class EmbeddedFileTests
{
    [Fact]
    public void Resource_ThatTheLibraryLacks_IsReadFromTheAssemblyThatTheSettingNames()
    {
        Assert.True(EmbeddedFile.Read("Apart").IsEmpty);
        try
        {
            AppContext.SetData(EmbeddedFile.AssemblyApart, typeof(EmbeddedFileTests).Assembly.GetName().Name);
            Assert.Equal("apart"u8, EmbeddedFile.Read("Apart"));
            Assert.True(EmbeddedFile.Read("Nowhere").IsEmpty);
            Assert.False(EmbeddedFile.Read(ShippedBelief.Resource).IsEmpty);
        }
        finally
        {
            AppContext.SetData(EmbeddedFile.AssemblyApart, null);
        }
    }
}
