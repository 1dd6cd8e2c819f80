using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Completions;
using SpineInference.Engine.Formats;
using SpineInference.Knowledge;

namespace SpineInference.Tool.Commands;

/// <summary><c>spine findings</c>: lists the findings that a patient may be described by, or searches them.</summary>
internal static class FindingsCommand
{
    public static Command Create(CliStreams streams)
    {
        var words = new Argument<string[]>("WORDS")
        {
            Description = "Words that stand in the id, the name, the plain words or a synonym, in any order; all findings unless given.",
            Arity = ArgumentArity.ZeroOrMore,
            HelpName = "WORDS",
        };
        words.CompletionSources.Add(static _ => SpineModel.Default.DescribedFindings.Select(static f => f.Id).Order(StringComparer.Ordinal).Select(static id => new CompletionItem(id)));
        var category = new Option<string?>("--category") { Description = "How they are obtained: history, examination, laboratory, imaging or electrodiagnosis." };
        category.AcceptOnlyFromAmong([.. FindingCategories.All.Select(static c => c.Id)]);
        var of = new Option<string?>("--of") { Description = "Those of a leg, or those of the patient." };
        of.AcceptOnlyFromAmong("leg", "patient");
        var json = new Option<bool>("--json") { Description = "Writes a JSON array instead of a table." };
        Option<string?> output = OutputFile.Option();
        var command = new Command("findings", "Lists the findings with their ids, states, legs, names and synonyms, or searches them.") { words, category, of, json, output };
        command.SetStoppableAction((parsed, cancellationToken) =>
        {
            string[] asked = [.. (parsed.GetValue(words) ?? []).SelectMany(static w => w.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))];
            ImmutableArray<DescribedFinding> found = Search(asked, parsed.GetValue(category), parsed.GetValue(of));
            if (found.IsEmpty)
            {
                string[] near = [.. SpineModel.Default.FindFindings(string.Join(' ', asked)).Take(3).Select(static m => m.Id)];
                string suggestion = near.Length > 0 ? $" Did you mean '{string.Join("' or '", near)}'?"
                    : asked.Length == 1 ? NameSuggestion.For(asked[0], [.. SpineModel.Default.DescribedFindings.Select(static f => f.Id).Order(StringComparer.Ordinal)]) : "";
                streams.Error.WriteLine($"spine: no finding matches {PlainText.OfLine(string.Join(' ', asked.Select(static w => $"'{w}'").DefaultIfEmpty("these options")))}.{suggestion}");
            }

            string? path = parsed.GetValue(output);
            OutputFile.Write(path, streams, stream =>
            {
                if (parsed.GetValue(json))
                {
                    JsonOutput.Write(stream, isIndented: true, writer => FindingsJson.Write(writer, found));
                }
                else if (!found.IsEmpty)
                {
                    FindingsTable.Write(new TextPage(streams, stream, isFile: path is not null), found);
                }

                return ExitCode.Done;
            }, cancellationToken);
            return found.IsEmpty ? ExitCode.SomeFailed : ExitCode.Done;
        });
        return command;
    }

    // An id given whole means that one finding, however many others hold its words.
    private static ImmutableArray<DescribedFinding> Search(string[] words, string? category, string? of)
    {
        IEnumerable<DescribedFinding> findings = SpineModel.Default.DescribedFindings
            .Where(f => category is null || f.Category.Id == category)
            .Where(f => of is null || (of == "leg") == f.IsOfLeg);
        ImmutableArray<DescribedFinding> all = [.. findings.OrderBy(static v => v.Category)];
        ImmutableArray<DescribedFinding> exact = words.Length == 1 ? [.. all.Where(v => v.Id == words[0])] : [];
        return exact.IsEmpty ? [.. all.Where(v => words.All(w => Mentions(v, w)))] : exact;
    }

    private static bool Mentions(DescribedFinding finding, string word) =>
        new[] { finding.Id, finding.Label, finding.Plain ?? "" }.Concat(finding.Synonyms).Any(t => t.Contains(word, StringComparison.OrdinalIgnoreCase));
}
