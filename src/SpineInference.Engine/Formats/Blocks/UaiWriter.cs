using System.Globalization;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Formats;

/// <summary>Writes networks in the format of the UAI inference competitions, of the kind <c>BAYES</c>.</summary>
/// <remarks>Every probability reads back to the last bit. The format knows numbers only: a variable is its place in
/// <see cref="BayesianNetwork.Variables"/> and a state its place among the variable's, from 0; names are lost, a noisy-MAX is written as the table
/// it stands for, a row shared by several configurations once for each, and effective sample sizes not at all.</remarks>
public static class UaiWriter
{
    /// <summary>Writes a file, whole or not at all.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file; with the ending <c>.gz</c> it is compressed.</param>
    /// <exception cref="IOException">The file cannot be written; what stood there before is untouched.</exception>
    public static void Write(BayesianNetwork network, string path) => AtomicFile.WriteText(path, writer => Write(network, writer));

    /// <summary>Writes to a text writer.</summary>
    /// <param name="network">The network.</param>
    /// <param name="writer">Receives the text, with line feeds.</param>
    public static void Write(BayesianNetwork network, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("BAYES\n");
        WriteNumber(writer, network.Variables.Length);
        writer.Write('\n');
        writer.Write(string.Join(' ', network.Variables.Select(static v => v.StateCount.ToString(CultureInfo.InvariantCulture))));
        writer.Write('\n');
        WriteNumber(writer, network.Variables.Length);
        writer.Write('\n');
        foreach (ConditionalDistribution distribution in network.Distributions)
        {
            WriteNumber(writer, distribution.Parents.Length + 1);
            foreach (Variable variable in distribution.Parents.Append(distribution.Variable))
            {
                writer.Write(' ');
                WriteNumber(writer, variable.Index);
            }

            writer.Write('\n');
        }

        foreach (ConditionalDistribution distribution in network.Distributions)
        {
            int states = distribution.Variable.StateCount;
            writer.Write('\n');
            WriteNumber(writer, distribution.Table.Length);
            for (int i = 0; i < distribution.Table.Length; i++)
            {
                writer.Write(i % states == 0 ? "\n " : " ");
                writer.Write(FormatNumber.Text(distribution.Table[i]));
            }

            writer.Write('\n');
        }
    }

    private static void WriteNumber(TextWriter writer, int number) => writer.Write(number.ToString(CultureInfo.InvariantCulture));
}
