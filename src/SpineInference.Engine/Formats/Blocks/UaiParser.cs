using System.Globalization;

namespace SpineInference.Engine.Formats;

/// <summary>Reads the numbers of a UAI file one after the other; where one is missing or none, the rest cannot be told and is not read.</summary>
internal sealed class UaiParser(string text, NetworkAssembler assembler) : TextScanner(text, assembler.Faults)
{
    private TextPosition _position;

    /// <summary>Reads the whole text.</summary>
    /// <exception cref="NetworkFormatException">The text ends too soon, or holds what is none of its place.</exception>
    public void Read()
    {
        if (!ReadFile())
        {
            // The rest cannot be told, and that it is missing would be a second fault for the same cause.
            Faults.ThrowIfAny();
        }
    }

    private bool ReadFile()
    {
        ReadOnlySpan<char> kind = NextWord();
        if (!kind.Equals("BAYES", StringComparison.OrdinalIgnoreCase))
        {
            Faults.Add(_position, kind.Equals("MARKOV", StringComparison.OrdinalIgnoreCase)
                ? "the file is a Markov network (MARKOV), whose factors are no probabilities; only Bayesian networks (BAYES) are supported."
                : $"got {Show(kind)}; expected BAYES, the first word of a Bayesian network.");
            return false;
        }

        if (!ReadCount("the number of variables", 1, assembler.Limits.Variables, out int count) || !ReadVariables(count))
        {
            return false;
        }

        if (!ReadCount("the number of tables", 0, int.MaxValue, out int tables))
        {
            return false;
        }

        if (tables != count)
        {
            Faults.Add(_position, $"got {tables} table(s); expected {count}: a Bayesian network has one for each variable.");
            return false;
        }

        var drafts = new (TableDraft? Table, long Length)[count];
        for (int i = 0; i < count; i++)
        {
            if (!ReadScope(count, out drafts[i]))
            {
                return false;
            }
        }

        foreach ((TableDraft? table, long length) in drafts)
        {
            if (!ReadTable(table, length))
            {
                return false;
            }
        }

        ReadOnlySpan<char> rest = NextWord();
        if (!rest.IsEmpty)
        {
            Faults.Add(_position, $"got {Show(rest)} after the last table; expected the end of the file.");
        }

        return true;
    }

    private static string Show(ReadOnlySpan<char> word) => word.IsEmpty ? "the end of the file" : $"'{NetworkAssembler.Shorten(word.ToString())}'";

    private bool ReadVariables(int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (!ReadCount($"the number of states of variable {i}", 1, int.MaxValue, out int states))
            {
                return false;
            }

            VariableDraft variable = assembler.AddVariable(string.Create(CultureInfo.InvariantCulture, $"x{i}"), _position)!;
            for (int s = 0; s < states && !variable.HasFaultyStates | s == 0; s++)
            {
                assembler.AddState(variable, s.ToString(CultureInfo.InvariantCulture), _position);
            }
        }

        return true;
    }

    // A scope lists the parents and last the child.
    private bool ReadScope(int count, out (TableDraft? Table, long Length) draft)
    {
        draft = default;
        if (!ReadCount("the number of variables of a table", 1, count, out int size))
        {
            return false;
        }

        TextPosition position = _position;
        var scope = new VariableDraft[size];
        long length = 1;
        for (int i = 0; i < size; i++)
        {
            if (!ReadCount("the number of a variable", 0, count - 1, out int index))
            {
                return false;
            }

            scope[i] = assembler.Variables[index];
            length = Math.Min(length * Math.Max(scope[i].States.Count, 1), long.MaxValue / int.MaxValue);
        }

        draft = (assembler.AddTable(scope[^1], scope[..^1], position), length);
        return !Faults.IsFull;
    }

    private bool ReadTable(TableDraft? table, long length)
    {
        if (!ReadCount("the number of entries of a table", 0, int.MaxValue, out int entries))
        {
            return false;
        }

        TextPosition position = _position;
        if (table is not null && entries != length)
        {
            Faults.Add(position, $"the table of '{table.Child.Name}' has {entries} entries; expected {length}, the product of the numbers of states.");
            table.SetUniform(position);
            table = null;
        }

        var row = new double[table?.StateCount ?? 1];
        TextPosition rowPosition = default;
        for (int i = 0; i < entries; i++)
        {
            ReadOnlySpan<char> word = NextWord();
            if (!FormatNumber.TryParse(word, out double number))
            {
                Faults.Add(_position, $"got {Show(word)}; expected entry {i + 1} of {entries} of a table, a number.");
                table?.SetUniform(position);
                return false;
            }

            int s = i % row.Length;
            row[s] = number;
            rowPosition = s == 0 ? _position : rowPosition;
            if (s == row.Length - 1)
            {
                table?.SetRow(i / row.Length, row, rowPosition);
            }
        }

        return true;
    }

    private bool ReadCount(string what, int least, int most, out int count)
    {
        ReadOnlySpan<char> word = NextWord();
        if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count >= least && count <= most)
        {
            return true;
        }

        string range = most == int.MaxValue ? $"a whole number from {least}" : $"a whole number from {least} to {most}";
        Faults.Add(_position, $"got {Show(word)}; expected {what}, {range}.");
        return false;
    }

    private ReadOnlySpan<char> NextWord()
    {
        while (!IsAtEnd && (char.IsWhiteSpace(Current) || Current == '#'))
        {
            if (Current == '#')
            {
                SkipLine();
            }
            else
            {
                Advance();
            }
        }

        _position = Here;
        int start = Offset;
        while (!IsAtEnd && !char.IsWhiteSpace(Current) && Current != '#')
        {
            Advance();
        }

        return Text.AsSpan(start, Offset - start);
    }
}
