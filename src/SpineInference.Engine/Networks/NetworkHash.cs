using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SpineInference.Engine.Networks;

/// <summary>The canonical text of a structure or a network, hashed: its identity on every machine.</summary>
internal static class NetworkHash
{
    /// <summary>SHA-256 of variables, parents and rows without their numbers, in lower-case hexadecimal.</summary>
    public static string Of(NetworkStructure structure)
    {
        var text = new StringBuilder();
        AppendVariables(text, structure);
        foreach (RowLayout row in structure.Rows)
        {
            text.Append("row\t").Append(Field(row.Id)).Append('\t').Append(row.Length).Append('\n');
        }

        AppendFamilies(text, structure);
        return Hash(text);
    }

    /// <summary>SHA-256 of structure, probabilities and sample sizes, in lower-case hexadecimal.</summary>
    public static string Of(BayesianNetwork network)
    {
        var text = new StringBuilder();
        AppendVariables(text, network.Structure);
        foreach (ProbabilityRow row in network.Rows)
        {
            text.Append("row\t").Append(Field(row.Id));
            foreach (double probability in row.Probabilities)
            {
                text.Append('\t').Append(probability.ToString("R", CultureInfo.InvariantCulture));
            }

            text.Append('\t').Append(row.EffectiveSampleSize.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
        }

        AppendFamilies(text, network.Structure);
        return Hash(text);
    }

    private static void AppendVariables(StringBuilder text, NetworkStructure structure)
    {
        foreach (Variable variable in structure.Variables)
        {
            text.Append("variable\t").Append(Field(variable.Name)).Append('\t').AppendJoin('\t', variable.States.Select(Field)).Append('\n');
        }
    }

    private static void AppendFamilies(StringBuilder text, NetworkStructure structure)
    {
        foreach (Family family in structure.Families)
        {
            text.Append("given\t").Append(family.Variable.Index).Append('\t').AppendJoin(' ', family.Parents.Select(static p => p.Index)).Append('\t');
            if (family is NoisyMaxFamily noisyMax)
            {
                foreach (NoisyMaxFamily.Contributor contributor in noisyMax.Contributors)
                {
                    text.Append('[').AppendJoin(' ', contributor.ParentPositions).Append(':').AppendJoin(' ', contributor.RowOfConfiguration).Append(']');
                }
            }
            else
            {
                text.AppendJoin(' ', ((TableFamily)family).RowOfConfiguration);
            }

            text.Append('\n');
        }
    }

    private static string Hash(StringBuilder text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));

    // A name may hold what parts the fields here: two networks must not have one text.
    private static string Field(string name) => name.AsSpan().IndexOfAny('\\', '\t', '\n') < 0
        ? name
        : name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
