using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SpineInference.Engine.Networks;

/// <summary>The canonical text of a network, hashed: the identity of a structure or of a whole model.</summary>
internal static class NetworkHash
{
    /// <summary>SHA-256 in lower-case hexadecimal.</summary>
    /// <param name="network">The network.</param>
    /// <param name="includeParameters">Whether probabilities and sample sizes count; otherwise structure and exact zeros alone do.</param>
    public static string Compute(BayesianNetwork network, bool includeParameters)
    {
        var text = new StringBuilder();
        foreach (Variable variable in network.Variables)
        {
            text.Append("variable\t").Append(Field(variable.Name)).Append('\t').AppendJoin('\t', variable.States.Select(Field)).Append('\n');
        }

        foreach (ProbabilityRow row in network.Rows)
        {
            text.Append("row\t").Append(Field(row.Id));
            foreach (double probability in row.Probabilities)
            {
                text.Append('\t').Append(includeParameters
                    ? probability.ToString("R", CultureInfo.InvariantCulture)
                    : probability == 0 ? "0" : row.IsDefinition ? "1" : "x");
            }

            if (includeParameters)
            {
                text.Append('\t').Append(row.EffectiveSampleSize.ToString("R", CultureInfo.InvariantCulture));
            }

            text.Append('\n');
        }

        foreach (ConditionalDistribution distribution in network.Distributions)
        {
            text.Append("given\t").Append(distribution.Variable.Index).Append('\t')
                .AppendJoin(' ', distribution.Parents.Select(static p => p.Index)).Append('\t');
            if (distribution is NoisyMax noisyMax)
            {
                foreach (NoisyMaxContributor contributor in noisyMax.Contributors)
                {
                    text.Append('[').AppendJoin(' ', contributor.ParentPositions).Append(':')
                        .AppendJoin(' ', contributor.RowOfConfiguration.Select(static r => r?.Index ?? -1)).Append(']');
                }
            }
            else
            {
                text.AppendJoin(' ', ((ConditionalTable)distribution).RowOfConfiguration.Select(static r => r.Index));
            }

            text.Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    // A name may hold what parts the fields here: two networks must not have one text.
    private static string Field(string name) => name.AsSpan().IndexOfAny('\\', '\t', '\n') < 0
        ? name
        : name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
