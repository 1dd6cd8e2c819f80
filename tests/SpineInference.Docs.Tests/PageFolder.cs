namespace SpineInference.Docs.Tests;

/// <summary>A temporary folder with the blocks of a page that are marked as files; the current folder until it is disposed of.</summary>
internal sealed class PageFolder : IDisposable
{
    private readonly string _before = Directory.GetCurrentDirectory();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spine-page");

    public PageFolder(Page page)
    {
        foreach (Block file in page.Blocks.Where(static b => b.FileName is not null))
        {
            string path = Path.Combine(_folder.FullName, file.FileName!);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file.Text + "\n");
        }

        Directory.SetCurrentDirectory(_folder.FullName);
    }

    public void Dispose()
    {
        Directory.SetCurrentDirectory(_before);
        _folder.Delete(recursive: true);
    }
}
