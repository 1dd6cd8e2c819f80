using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SpineInference.Docs.Tests;

/// <summary>Where the code of README, guide and the packages' READMEs enters the library: static methods and properties, which need nothing made before.</summary>
internal static class EntryPoints
{
    /// <summary>Each with the page that has it and the documentation ids of itself and of its type.</summary>
    public static ImmutableArray<(string Page, string Type, string Method)> All { get; } = [.. Find().Distinct()];

    private static IEnumerable<(string Page, string Type, string Method)> Find()
    {
        foreach (Page page in Page.All.Where(static p => p.Path is "README.md" or "docs/guide.md" || p.Path.StartsWith("src/", StringComparison.Ordinal)))
        {
            foreach (PageProgram program in PageProgram.Of(page))
            {
                CSharpCompilation compilation = program.Compilation();
                foreach (SyntaxTree tree in compilation.SyntaxTrees)
                {
                    SemanticModel model = compilation.GetSemanticModel(tree);
                    foreach (MemberAccessExpressionSyntax access in tree.GetRoot().DescendantNodes().OfType<MemberAccessExpressionSyntax>())
                    {
                        if (model.GetSymbolInfo(access).Symbol is { IsStatic: true, Kind: SymbolKind.Method or SymbolKind.Property } symbol
                            && symbol.ContainingAssembly.Name.StartsWith("SpineInference", StringComparison.Ordinal))
                        {
                            yield return (page.Path, Id(symbol.ContainingType), Id(symbol));
                        }
                    }
                }
            }
        }
    }

    private static string Id(ISymbol symbol) => symbol.OriginalDefinition.GetDocumentationCommentId() ?? "";
}
