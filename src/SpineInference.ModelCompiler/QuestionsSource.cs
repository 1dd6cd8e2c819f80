using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace SpineInference.ModelCompiler;

/// <summary>Writes the list of questions, the properties of a diagnosis that answer them, and what makes an answer of a value.</summary>
internal static class QuestionsSource
{
    public static string Render(ImmutableArray<AskedQuestion> questions, ImmutableArray<Vocabulary> vocabularies)
    {
        var text = new StringBuilder();
        text.Append("// Written from the tables of vocabularies when the project is built; edit those.\n\n#nullable enable\n\nusing System.Collections.Immutable;\nusing SpineInference.Anatomy;\n\nnamespace SpineInference;\n");
        text.Append("\npublic static partial class Questions\n{\n");
        foreach (AskedQuestion q in questions)
        {
            Vocabulary v = Of(q);
            string none = q.None is null ? "null" : VocabularySource.Literal(q.None);
            text.Append(CultureInfo.InvariantCulture, $"    /// <summary>{q.Summary}</summary>\n");
            text.Append(CultureInfo.InvariantCulture, $"    public static Question<{Type(v)}> {q.Member} {{ get; }} = new(\n");
            text.Append(CultureInfo.InvariantCulture, $"        {VocabularySource.Literal(q.Id)}, {VocabularySource.Literal(Field(q))}, {VocabularySource.Literal(q.Label)}, {VocabularySource.Literal(q.Description)}, global::{v.Namespace}.{v.List}.Ids, {none});\n\n");
        }

        text.Append("    /// <summary>All questions about the patient, in the order of a written answer.</summary>\n");
        text.Append(CultureInfo.InvariantCulture, $"    public static ImmutableArray<Question> All {{ get; }} = [{string.Join(", ", questions.Select(static q => q.Member))}];\n\n");
        text.Append("    /// <summary>What a diagnosis is for: the principal root and the cause.</summary>\n");
        text.Append(CultureInfo.InvariantCulture, $"    public static ImmutableArray<Question> Principal {{ get; }} = [{string.Join(", ", questions.Where(static q => q.IsPrincipal).Select(static q => q.Member))}];\n}}\n");

        text.Append("\npublic sealed partial class Answer\n{\n");
        foreach (AskedQuestion q in questions)
        {
            text.Append(CultureInfo.InvariantCulture, $"    /// <summary>{q.Says}</summary>\n    /// <param name=\"value\">The value.</param>\n");
            text.Append("    /// <exception cref=\"System.ArgumentOutOfRangeException\">The value is no answer.</exception>\n");
            text.Append(CultureInfo.InvariantCulture, $"    public static implicit operator Answer({Type(Of(q))} value) => Questions.{q.Member}[value];\n{(q == questions[^1] ? "" : "\n")}");
        }

        text.Append("}\n");
        foreach (string holder in (string[])["Diagnosis", "WrittenDiagnosis"])
        {
            text.Append(CultureInfo.InvariantCulture, $"\npublic sealed partial class {holder}\n{{\n");
            foreach (AskedQuestion q in questions)
            {
                text.Append(CultureInfo.InvariantCulture, $"    /// <summary>{q.Summary}</summary>\n    public Distribution<{Type(Of(q))}> {q.Member} => Ask(Questions.{q.Member});\n{(q == questions[^1] ? "" : "\n")}");
            }

            text.Append("}\n");
        }

        return text.ToString();

        Vocabulary Of(AskedQuestion question) => vocabularies.First(v => v.Enum == question.Enum);
    }

    private static string Type(Vocabulary vocabulary) => $"global::{vocabulary.Namespace}.{vocabulary.Enum}";

    private static string Field(AskedQuestion question) => char.ToLowerInvariant(question.Member[0]) + question.Member[1..];
}
