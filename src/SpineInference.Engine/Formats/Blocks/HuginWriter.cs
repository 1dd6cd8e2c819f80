using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Formats;

/// <summary>Writes networks in the net language of Hugin.</summary>
/// <remarks>Every probability reads back to the last bit. A name that is no identifier of the language stands as the node's label and in an
/// attribute beside an identifier made from it, from which <see cref="HuginReader"/> reads it again. A noisy-MAX is written as the table it stands
/// for, a row shared by several configurations once for each, and effective sample sizes not at all.</remarks>
public static class HuginWriter
{
    private static readonly string[] Keywords = ["net", "class", "node", "decision", "utility", "function", "discrete", "continuous", "potential", "instance", "temporal"];

    /// <summary>Writes a file, whole or not at all.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file; with the ending <c>.gz</c> it is compressed.</param>
    /// <exception cref="ArgumentException">A name holds a control character or half of a surrogate pair.</exception>
    /// <exception cref="IOException">The file cannot be written; what stood there before is untouched.</exception>
    public static void Write(BayesianNetwork network, string path) => AtomicFile.WriteText(path, writer => Write(network, writer));

    /// <summary>Writes to a text writer.</summary>
    /// <param name="network">The network.</param>
    /// <param name="writer">Receives the text, with line feeds.</param>
    /// <exception cref="ArgumentException">A name holds a control character or half of a surrogate pair.</exception>
    public static void Write(BayesianNetwork network, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(writer);
        var identifiers = new XdslIds(Keywords);
        string[] ids = [.. network.Variables.Select(v => identifiers.Add(v.Name))];
        writer.Write($"net\n{{\n    name = {Quoted(network.Name)};\n}}\n");
        foreach (Variable variable in network.Variables)
        {
            string id = ids[variable.Index];
            string name = Quoted(variable.Name);
            writer.Write($"\nnode {id}\n{{\n    states = ({string.Join(' ', variable.States.Select(Quoted))});\n    label = {name};\n");
            writer.Write(id == variable.Name ? "}\n" : $"    {HuginParser.NameAttribute} = {name};\n}}\n");
        }

        foreach (ConditionalDistribution distribution in network.Distributions)
        {
            Write(distribution, ids, writer);
        }
    }

    private static void Write(ConditionalDistribution distribution, string[] ids, TextWriter writer)
    {
        int states = distribution.Variable.StateCount;
        string parents = distribution.Parents.Length == 0 ? "" : $" | {string.Join(' ', distribution.Parents.Select(p => ids[p.Index]))}";
        writer.Write($"\npotential ({ids[distribution.Variable.Index]}{parents})\n{{\n    data = ");
        for (int c = 0; c < distribution.ConfigurationCount; c++)
        {
            // Of the parents whose last states end at this row, the lists close; at the next row they open again.
            int edges = Edges(distribution, c);
            writer.Write(c == 0 ? "" : "\n            ");
            writer.Write(new string('(', edges + 1));
            for (int s = 0; s < states; s++)
            {
                writer.Write(s == 0 ? "" : " ");
                writer.Write(FormatNumber.Text(distribution.Table[(c * states) + s]));
            }

            writer.Write(new string(')', Edges(distribution, c + 1) + 1));
        }

        writer.Write(";\n}\n");
    }

    // How many of the parents, from the last on, begin anew with a configuration.
    private static int Edges(ConditionalDistribution distribution, int configuration)
    {
        int edges = 0;
        for (int i = distribution.Parents.Length - 1; i >= 0 && configuration % distribution.Parents[i].StateCount == 0; i--)
        {
            configuration /= distribution.Parents[i].StateCount;
            edges++;
        }

        return edges;
    }

    private static string Quoted(string name)
    {
        FormatName.ThrowIfUnwritable(name, "Hugin's net language");
        return $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }
}
