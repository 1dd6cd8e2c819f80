using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Formats;

/// <summary>Writes networks in the Bayesian interchange format (BIF).</summary>
/// <remarks>Every probability reads back to the last bit. What the format has no words for is lost: a noisy-MAX is written as the
/// table it stands for, a row shared by several configurations once for each, and effective sample sizes not at all. An empty
/// network name is written <c>unknown</c>, as the public files have it.</remarks>
public static class BifWriter
{
    private static readonly HashSet<string> Keywords = new(
        ["table", "default", "property", "network", "variable", "probability", "type", "discrete"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Writes a file, whole or not at all.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file; with the ending <c>.gz</c> it is compressed.</param>
    /// <exception cref="ArgumentException">A name holds what BIF cannot: a control character or half of a surrogate pair.</exception>
    /// <exception cref="IOException">The file cannot be written; what stood there before is untouched.</exception>
    public static void Write(BayesianNetwork network, string path) => AtomicFile.WriteText(path, writer => Write(network, writer));

    /// <summary>Writes to a text writer.</summary>
    /// <param name="network">The network.</param>
    /// <param name="writer">Receives the text, with line feeds.</param>
    /// <exception cref="ArgumentException">A name holds what BIF cannot: a control character or half of a surrogate pair.</exception>
    public static void Write(BayesianNetwork network, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write($"network {Name(network.Name.Length == 0 ? "unknown" : network.Name)} {{\n}}\n");
        foreach (Variable variable in network.Variables)
        {
            writer.Write($"variable {Name(variable.Name)} {{\n  type discrete [ {variable.StateCount} ] {{ {string.Join(", ", variable.States.Select(Name))} }};\n}}\n");
        }

        foreach (ConditionalDistribution distribution in network.Distributions)
        {
            Write(distribution, writer);
        }
    }

    private static void Write(ConditionalDistribution distribution, TextWriter writer)
    {
        bool isRoot = distribution.Parents.Length == 0;
        string parents = isRoot ? "" : $" | {string.Join(", ", distribution.Parents.Select(static p => Name(p.Name)))}";
        writer.Write($"probability ( {Name(distribution.Variable.Name)}{parents} ) {{\n");
        int states = distribution.Variable.StateCount;
        string[][] stateNames = [.. distribution.Parents.Select(static p => p.States.Select(Name).ToArray())];
        var parentStates = new int[distribution.Parents.Length];
        for (int c = 0; c < distribution.ConfigurationCount; c++)
        {
            distribution.DecodeConfiguration(c, parentStates);
            writer.Write(isRoot ? "  table " : $"  ({string.Join(", ", parentStates.Select((state, i) => stateNames[i][state]))}) ");
            for (int s = 0; s < states; s++)
            {
                writer.Write(s == 0 ? "" : ", ");
                writer.Write(FormatNumber.Text(distribution.Table[(c * states) + s]));
            }

            writer.Write(";\n");
        }

        writer.Write("}\n");
    }

    // Bare where every reader takes it bare, quoted otherwise.
    private static string Name(string name)
    {
        FormatName.ThrowIfUnwritable(name, "BIF");
        bool bare = name.Length > 0
            && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '<' or '>' or '=' or '+' or '/')
            && !name.Contains("//", StringComparison.Ordinal)
            && !Keywords.Contains(name);
        return bare ? name : $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }
}
