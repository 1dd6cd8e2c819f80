using System.Text.Encodings.Web;
using System.Text.Json;
using SpineInference.Engine.Networks;
using SpineInference.Learning;

namespace SpineInference.Tool.Maps;

/// <summary>Writes the beginning of a column map: what was found out of the table, and for each column a guess to be judged.</summary>
/// <remarks>A guess stands as a line that is read only where the header is a name of the variable and every text a name of a state. Any other is a
/// comment, and reading with the map tells that its column is not mapped: nothing is applied that nobody has looked at.</remarks>
internal static class MapSkeleton
{
    /// <summary>A text in JSON's quotes.</summary>
    public static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    /// <summary>Writes the map.</summary>
    /// <returns>How many columns are mapped, and how many are to be decided.</returns>
    public static (int Mapped, int Open) Write(MappedTable data, BayesianNetwork network, TextWriter writer)
    {
        ColumnSurvey[] columns = ColumnSurvey.Of(data, out int rows);
        (ColumnSurvey Column, ColumnGuess? Guess)[] guesses = [.. columns.Select(c => (c, c.Known == 0 ? null : ColumnGuess.Of(c, network)))];
        HashSet<string> taken = [];
        for (int i = 0; i < guesses.Length; i++)
        {
            // Two columns for one variable are for the reader to decide.
            if (guesses[i].Guess is { IsSure: true } sure && !taken.Add(sure.Variable))
            {
                guesses[i].Guess = sure with { IsSure = false, Reason = $"{sure.Reason}; another column holds the variable, too" };
            }
        }

        int mapped = guesses.Count(static g => g.Guess is { IsSure: true });
        writer.WriteLine($"// What the columns of {PlainText.OfLine(Path.GetFileName(data.Table.Name))} mean: {rows} rows, {columns.Length} columns. Lines that begin with // are not read.");
        writer.WriteLine($"// {mapped} columns are mapped, {columns.Length - mapped} are to be decided: take the // from a guess that is right, mend it, or name the column");
        writer.WriteLine("// under \"ignore\". Then: spine map DATA --map THIS_FILE --check");
        writer.WriteLine("{");
        writer.WriteLine($"  \"format\": \"{ColumnMap.FormatId}\", \"version\": {ColumnMap.FormatVersion},");
        WriteForm(data, writer);
        writer.WriteLine("  // Columns left out on purpose.");
        writer.WriteLine("  \"ignore\": [");
        foreach ((ColumnSurvey column, _) in guesses.Where(static g => g.Guess is null))
        {
            writer.WriteLine($"    // {Quoted(column.Header)},  // {PlainText.OfLine(column.Describe())}");
        }

        writer.WriteLine("  ],");
        writer.WriteLine("  \"columns\": {");
        foreach ((ColumnSurvey column, ColumnGuess? guess) in guesses)
        {
            if (guess is not null)
            {
                writer.WriteLine($"    // {PlainText.OfLine(column.Header)}: {PlainText.OfLine(column.Describe())}");
                writer.WriteLine($"    // {(guess.IsSure ? "Is" : "Guess")}: {PlainText.OfLine(guess.Reason)}.");
                writer.WriteLine($"    {(guess.IsSure ? "" : "// ")}{Quoted(column.Header)}: {guess.Mapping},");
            }
        }

        writer.WriteLine("  }");
        writer.WriteLine("}");
        return (mapped, columns.Length - mapped);
    }

    private static void WriteForm(MappedTable data, TextWriter writer)
    {
        TableOptions table = data.Map.Table;
        foreach (string assumption in data.Form.Assumptions)
        {
            writer.WriteLine($"  // Found: {PlainText.OfLine(assumption)}.");
        }

        (string Field, string? Value)[] fields =
        [
            ("separator", table.Separator is { } separator ? Quoted(separator.ToString()) : null),
            ("encoding", table.Encoding is { } encoding ? Quoted(encoding) : null),
            ("decimal", table.DecimalSign is { } sign ? Quoted(sign.ToString()) : null),
            ("quote", table.Quote is { } quote ? Quoted(quote == TableOptions.NoQuote ? "none" : quote.ToString()) : null),
            ("sheet", table.Sheet is { } sheet ? Quoted(sheet) : null),
        ];
        string said = string.Join(", ", fields.Where(static f => f.Value is not null).Select(static f => $"\"{f.Field}\": {f.Value}"));
        if (said.Length > 0)
        {
            writer.WriteLine($"  {said},");
        }

        writer.WriteLine("  // Texts that mean unknown in every column. Unknown is never taken to be absent.");
        writer.WriteLine($"  \"missing\": [{string.Join(", ", data.Map.Missing.Concat(data.Map.StatesMissing ? [] : data.Form.Missing).Select(Quoted))}],");
    }
}
