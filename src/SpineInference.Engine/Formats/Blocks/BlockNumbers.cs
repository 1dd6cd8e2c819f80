namespace SpineInference.Engine.Formats;

/// <summary>Fills a table with the numbers of a field, each row with its own place.</summary>
internal static class BlockNumbers
{
    public static void Fill(TableDraft table, TextField field, BlockLexer lexer, string what, FaultList faults)
    {
        var numbers = new double[field.Items.Count];
        for (int i = 0; i < numbers.Length; i++)
        {
            if (!FormatNumber.TryParse(lexer.SpanOf(field.Items[i]), out numbers[i]))
            {
                faults.Add(field.Items[i].Position, $"got {lexer.Show(field.Items[i])} in {what} of '{table.Child.Name}'; expected a number.");
                table.SetUniform(field.Position);
                return;
            }
        }

        table.SetAll(numbers, i => field.Items[i].Position, field.Position, what, faults);
    }
}
