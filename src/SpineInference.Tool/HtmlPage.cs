using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;
using SpineInference.Engine.Formats;
using SpineInference.Plots;
using SpineInference.Tool.Pages;

namespace SpineInference.Tool;

/// <summary>A report as one HTML file: plain sections, tables and charts, with nothing to be fetched from elsewhere.</summary>
/// <remarks>What it looks like stands in <see cref="ReportPage"/>.</remarks>
internal sealed class HtmlPage(string title)
{
    private readonly List<PageBlock> _blocks = [];

    public void Heading(string text) => _blocks.Add(new PageBlock.Heading(text));

    public void Paragraph(string text) => _blocks.Add(new PageBlock.Paragraph(text));

    public void Warning(string text) => _blocks.Add(new PageBlock.Warning(text, IsFlag: false));

    /// <summary>A list, one item a line.</summary>
    public void List(IEnumerable<string> items) => _blocks.Add(new PageBlock.List([.. items]));

    /// <summary>What must not be overlooked: not by its colour alone.</summary>
    public void Flag(string text) => _blocks.Add(new PageBlock.Warning(text, IsFlag: true));

    public void Chart(Chart chart) => _blocks.Add(new PageBlock.Drawing(NotebookHtml.Of(chart)));

    /// <summary>A table whose columns after the first are numbers, where they say so.</summary>
    /// <param name="headers">The headers.</param>
    /// <param name="rows">One cell for each header.</param>
    /// <param name="firstNumber">The first of the columns that hold numbers.</param>
    public void Table(string[] headers, IEnumerable<string[]> rows, int firstNumber = 1) =>
        _blocks.Add(new PageBlock.Table(headers, [.. rows], firstNumber));

    /// <summary>Writes the page, whole or not at all.</summary>
    public void Save(string path)
    {
        string html = Render();
        AtomicFile.WriteText(path, writer => writer.Write(html));
    }

    // Nothing is awaited within: the page is its parameters.
    private string Render()
    {
        var renderer = new HtmlRenderer(NoServices.Instance, NullLoggerFactory.Instance);
        try
        {
            return renderer.Dispatcher.InvokeAsync(async () =>
            {
                var parameters = new Dictionary<string, object?> { [nameof(ReportPage.Title)] = title, [nameof(ReportPage.Blocks)] = _blocks };
                return (await renderer.RenderComponentAsync<ReportPage>(ParameterView.FromDictionary(parameters)).ConfigureAwait(false)).ToHtmlString();
            }).GetAwaiter().GetResult();
        }
        finally
        {
            renderer.Dispose();
        }
    }

    /// <summary>The page needs none.</summary>
    private sealed class NoServices : IServiceProvider
    {
        public static readonly NoServices Instance = new();

        public object? GetService(Type serviceType) => null;
    }
}
