using System.Globalization;
using SpineInference.Engine.Networks;

namespace SpineInference.Testing;

/// <summary>Lays a network out as Netica does, to be read: the library itself does not write that format.</summary>
internal static class NeticaText
{
    public static string Of(BayesianNetwork network)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        text.Write("// ~->[DNET-1]->~\nbnet net {\nautoupdate = TRUE;\n");
        foreach (ConditionalDistribution distribution in network.Distributions)
        {
            Variable variable = distribution.Variable;
            bool isFunction = distribution is ConditionalTable && distribution.Rows.All(static r => r.Probabilities.All(static p => p is 0 or 1));
            text.Write($"node n{variable.Index} {{\n\tkind = NATURE;\n\tdiscrete = TRUE;\n\tchance = {(isFunction ? "DETERMIN" : "CHANCE")};\n");
            text.Write($"\tstates = ({string.Join(", ", Enumerable.Range(0, variable.StateCount).Select(static s => $"s{s}"))});\n");
            text.Write($"\tparents = ({string.Join(", ", distribution.Parents.Select(static p => $"n{p.Index}"))});\n");
            double[][] rows = [.. distribution.Table.ToArray().Chunk(variable.StateCount)];
            text.Write(isFunction
                ? $"\tfunctable = ({string.Join(", ", rows.Select(static r => $"s{Array.IndexOf(r, 1.0)}"))});\n"
                : $"\tprobs = \n\t\t({string.Join(",\n\t\t", rows.Select(static r => $"({string.Join(", ", r.Select(static p => p.ToString("R", CultureInfo.InvariantCulture)))})"))});\n");
            text.Write("\ttitle = \"a title\";\n\tvisual V1 {\n\t\tcenter = (1, 2);\n\t\t};\n\t};\n");
        }

        text.Write("};\n");
        return text.ToString();
    }
}
