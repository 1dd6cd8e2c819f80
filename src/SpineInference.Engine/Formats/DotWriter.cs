using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Formats;

/// <summary>Writes the graph of a network in DOT, the language of Graphviz.</summary>
/// <remarks>The graph alone: probabilities are not written, and nothing reads it back. A noisy-MAX is drawn with a double border.
/// Variables and groups stand in the network's order, so that equal networks give equal texts.</remarks>
public static class DotWriter
{
    /// <summary>Writes a file, whole or not at all.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file; with the ending <c>.gz</c> it is compressed.</param>
    /// <param name="options">Labels and groups; null for names alone.</param>
    /// <exception cref="IOException">The file cannot be written; what stood there before is untouched.</exception>
    public static void Write(BayesianNetwork network, string path, DotOptions? options = null) =>
        AtomicFile.WriteText(path, writer => Write(network, writer, options));

    /// <summary>Writes to a text writer.</summary>
    /// <param name="network">The network.</param>
    /// <param name="writer">Receives the text, with line feeds.</param>
    /// <param name="options">Labels and groups; null for names alone.</param>
    public static void Write(BayesianNetwork network, TextWriter writer, DotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(writer);
        options ??= new DotOptions();
        writer.Write($"digraph {Quote(network.Name)} {{\n  rankdir={(options.LeftToRight ? "LR" : "TB")};\n  node [shape=box, style=rounded];\n");
        int cluster = 0;
        foreach (IGrouping<string?, Variable> group in network.Variables.GroupBy(v => options.Group?.Invoke(v), StringComparer.Ordinal))
        {
            if (group.Key is null)
            {
                WriteNodes(network, group, writer, options, "  ");
                continue;
            }

            writer.Write($"  subgraph cluster_{cluster++} {{\n    label={Quote(group.Key)};\n");
            WriteNodes(network, group, writer, options, "    ");
            writer.Write("  }\n");
        }

        foreach (ConditionalDistribution distribution in network.Distributions)
        {
            foreach (Variable parent in distribution.Parents)
            {
                writer.Write($"  n{parent.Index} -> n{distribution.Variable.Index};\n");
            }
        }

        writer.Write("}\n");
    }

    private static void WriteNodes(
        BayesianNetwork network, IEnumerable<Variable> variables, TextWriter writer, DotOptions options, string indent)
    {
        foreach (Variable variable in variables)
        {
            string label = options.Label?.Invoke(variable) ?? variable.Name;
            label += options.ShowStates ? $"\n{string.Join(", ", variable.States)}" : "";
            string border = network.Distributions[variable.Index] is NoisyMax ? ", peripheries=2" : "";
            writer.Write($"{indent}n{variable.Index} [label={Quote(label)}{border}];\n");
        }
    }

    private static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";
}
