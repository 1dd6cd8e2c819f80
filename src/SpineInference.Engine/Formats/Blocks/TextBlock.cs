namespace SpineInference.Engine.Formats;

/// <summary>A block as Hugin and Netica write them: some words, then in braces fields <c>name = value;</c> and further blocks.</summary>
/// <param name="Head">What stands before the brace; empty for the file as a whole.</param>
/// <param name="Position">Where it begins.</param>
internal sealed record TextBlock(List<BlockToken> Head, TextPosition Position)
{
    public List<TextField> Fields { get; } = [];

    public List<TextBlock> Blocks { get; } = [];

    /// <summary>The one field of a name, in whichever case, or null; a second is a fault.</summary>
    public TextField? Field(string name, FaultList faults)
    {
        TextField? found = null;
        foreach (TextField field in Fields)
        {
            if (!field.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (found is not null)
            {
                faults.Add(field.Position, $"the field '{name}' stands twice, first at line {found.Position.Line}; remove one.");
                return found;
            }

            found = field;
        }

        return found;
    }
}

/// <summary>A field of a <see cref="TextBlock"/>. Its value is kept as a flat list: how lists are nested says nothing the order does not.</summary>
/// <param name="Name">What stands before the equals sign.</param>
/// <param name="Position">Where it begins.</param>
/// <param name="Items">The words and quoted texts of the value.</param>
internal sealed record TextField(string Name, TextPosition Position, List<BlockToken> Items);
