using SpineInference.Formats;

namespace SpineInference.Tests.Formats;

public sealed class AtomicFileTests
{
    [Fact]
    public void Write_ActionThrows_LeavesTheOldFileAndNoTemporaryOne()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.txt");
        File.WriteAllText(path, "old");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, static stream =>
        {
            stream.Write("half"u8);
            throw new InvalidOperationException();
        }));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Write_ExistingFile_IsReplaced()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.txt");
        File.WriteAllText(path, "an old and longer text");
        AtomicFile.WriteText(path, static writer => writer.WriteLine("new"));
        Assert.Equal("new\n", File.ReadAllText(path));
    }

    [Fact]
    public void Write_MissingFolder_Throws()
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<DirectoryNotFoundException>(() => AtomicFile.Write(folder.File("none/a.txt"), static _ => { }));
    }

    [Fact]
    public void Write_TargetIsAFolder_ThrowsAndLeavesNoTemporaryFile()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("sub");
        Directory.CreateDirectory(path);
        Assert.ThrowsAny<Exception>(() => AtomicFile.Write(path, static _ => { }));
        Assert.Equal([path], Directory.GetFileSystemEntries(folder.Path));
    }
}
