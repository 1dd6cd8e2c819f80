using SpineInference.Engine.Formats;

namespace SpineInference.Engine.Tests.Formats;

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

    [SkippableTheory]
    [InlineData("/dev/null")]
    [InlineData("/dev/../dev/stdout")]
    public void Write_Device_IsRefused(string path)
    {
        Skip.If(OperatingSystem.IsWindows(), "Devices are no files there.");
        Assert.Throws<IOException>(() => AtomicFile.Write(path, static _ => { }));
    }

    [SkippableFact]
    public void Write_FileOfItsOwnerAlone_StaysSo()
    {
        Skip.If(OperatingSystem.IsWindows(), "There are no such permissions there.");
        using var folder = new TemporaryFolder();
        string path = folder.File("private.txt");
        File.WriteAllText(path, "old");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            AtomicFile.WriteText(path, static writer => writer.Write("new"));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }

        Assert.Equal("new", File.ReadAllText(path));
    }

    [SkippableFact]
    public void Write_SymbolicLink_IsReplacedAndItsTargetUntouched()
    {
        Skip.If(OperatingSystem.IsWindows(), "Links need privileges there.");
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("target.txt"), "old");
        File.CreateSymbolicLink(folder.File("link.txt"), folder.File("target.txt"));
        AtomicFile.WriteText(folder.File("link.txt"), static writer => writer.Write("new"));
        Assert.Equal("old", File.ReadAllText(folder.File("target.txt")));
        Assert.Equal("new", File.ReadAllText(folder.File("link.txt")));
    }

    [Fact]
    public void Write_TemporaryFilesOfOthers_GoWhereTheirProcessIsGoneAndNobodyHoldsThem()
    {
        using var folder = new TemporaryFolder();

        // No process has a number so large.
        string abandoned = folder.File($".2147483647-abcdefgh.ijk{TemporaryFiles.Ending}");
        string held = folder.File($".2147483646-abcdefgh.ijk{TemporaryFiles.Ending}");
        string own = folder.File($".{Environment.ProcessId}-abcdefgh.ijk{TemporaryFiles.Ending}");
        string other = folder.File($".notes{TemporaryFiles.Ending}");
        foreach (string path in (string[])[abandoned, own, other])
        {
            File.WriteAllText(path, "half");
        }

        using (new FileStream(held, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            AtomicFile.WriteText(folder.File("a.txt"), static writer => writer.Write("new"));
            Assert.False(File.Exists(abandoned));
            Assert.All((string[])[held, own, other], static path => Assert.True(File.Exists(path)));
        }

        AtomicFile.ThrowIfUnwritable(folder.File("a.txt"));
        Assert.False(File.Exists(held));
        Assert.Equal("new", File.ReadAllText(folder.File("a.txt")));
    }
}
