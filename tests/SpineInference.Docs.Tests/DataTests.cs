using System.Text;
using System.Text.Json;
using SpineInference.Engine.Formats;
using SpineInference.Learning;

namespace SpineInference.Docs.Tests;

/// <summary>Every block of JSON is JSON, and what looks like a patient, a network or a column map is read by the library.</summary>
public sealed class DataTests
{
    private static readonly string[] PatientFields = ["left", "right", "present", "absent", "values", "uncertain"];

    public static TheoryData<string> Pages =>
        [.. Page.All.Where(static p => p.Blocks.Any(static b => b.Language is "json" or "jsonl")).Select(static p => p.Path)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Json_OfThePage_IsReadByTheLibrary(string path)
    {
        foreach (Block block in Page.At(path).Blocks.Where(static b => b.Language is "json" or "jsonl"))
        {
            string[] texts = block.Language == "json" ? [block.Text] : block.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.NotEmpty(texts);
            foreach ((int index, string text) in texts.Index())
            {
                // A file of many lines may hold faulty ones: what becomes of them, the page's own code shows.
                bool isFileOfLines = block.Language == "jsonl" && block.FileName is not null;
                Exception? fault = Record.Exception(() =>
                {
                    if (isFileOfLines)
                    {
                        JsonDocument.Parse(text).Dispose();
                    }
                    else
                    {
                        Read(text);
                    }
                });
                Assert.True(fault is null, $"{path}:{block.Line + index}: {fault?.Message}");
            }
        }
    }

    [Theory]
    [InlineData("{\"left\": {\"present\": [\"foot-dorp\"]}}", typeof(PatientFormatException))]
    [InlineData("{\"format\": \"spineinference-network\"}", typeof(NetworkFormatException))]
    [InlineData("{\"format\": \"spineinference-column-map\", \"verzion\": 1}", typeof(CohortFormatException))]
    public void Read_OfFaultyContent_Throws(string text, Type exception) => Assert.IsType(exception, Record.Exception(() => Read(text)));

    private static void Read(string text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        JsonElement root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        string? format = root.TryGetProperty("format", out JsonElement name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        if (format == JsonModel.FormatId)
        {
            JsonModel.Read(new MemoryStream(utf8), "block");
        }
        else if (format == "spineinference-column-map")
        {
            ColumnMap.Parse(text, "block");
        }
        else if (PatientFields.Any(field => root.TryGetProperty(field, out _)))
        {
            PatientJson.Read(SpineModel.Default, utf8, "block");
        }
    }
}
