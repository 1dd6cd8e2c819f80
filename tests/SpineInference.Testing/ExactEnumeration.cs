using SpineInference.Engine.Networks;

namespace SpineInference.Testing;

/// <summary>The oracle where doubles round or underflow: P(evidence) and posteriors by summing over every assignment, in exact
/// numbers, with a noisy-MAX as the difference of its cumulative products.</summary>
internal sealed class ExactEnumeration
{
    private readonly DyadicNumber[] _joints;
    private readonly int[] _offsets;

    public ExactEnumeration(BayesianNetwork network, double[] likelihoods, ReadOnlySpan<double> parameters)
    {
        _offsets = new int[network.Variables.Length + 1];
        for (int v = 0; v < network.Variables.Length; v++)
        {
            _offsets[v + 1] = _offsets[v] + network.Variables[v].StateCount;
        }

        double[] vector = parameters.ToArray();
        DyadicNumber[][] tables = [.. network.Distributions.Select(d => Table(d, vector))];
        _joints = new DyadicNumber[_offsets[^1]];
        Array.Fill(_joints, DyadicNumber.Zero);
        Probability = DyadicNumber.Zero;
        Sum(network, tables, likelihoods, 0, new int[network.Variables.Length], DyadicNumber.One);
    }

    /// <summary>P(evidence).</summary>
    public DyadicNumber Probability { get; private set; }

    /// <summary>The posteriors in the flat layout.</summary>
    public double[] Posteriors() => [.. _joints.Select(j => j / Probability)];

    /// <summary>A whole table in exact numbers.</summary>
    public static DyadicNumber[] Table(ConditionalDistribution distribution, ReadOnlySpan<double> parameters)
    {
        int states = distribution.Variable.StateCount;
        var table = new DyadicNumber[distribution.TableLength];
        var parentStates = new int[distribution.Parents.Length];
        for (int c = 0; c < distribution.ConfigurationCount; c++)
        {
            distribution.DecodeConfiguration(c, parentStates);
            DyadicNumber before = DyadicNumber.Zero;
            for (int s = 0; s < states; s++)
            {
                if (distribution is ConditionalTable plain)
                {
                    table[(c * states) + s] = parameters[plain.RowOfConfiguration[c].ParameterOffset + s];
                    continue;
                }

                DyadicNumber product = DyadicNumber.One;
                foreach (NoisyMaxContributor contributor in ((NoisyMax)distribution).Contributors)
                {
                    if (contributor.RowFor(parentStates) is { } row)
                    {
                        DyadicNumber upTo = DyadicNumber.Zero;
                        for (int t = 0; t <= s; t++)
                        {
                            upTo += parameters[row.ParameterOffset + t];
                        }

                        product *= upTo;
                    }
                }

                table[(c * states) + s] = product - before;
                before = product;
            }
        }

        return table;
    }

    // Depth first in the network's own order, which need not be that of parents before children: a table is read once all is assigned.
    private void Sum(BayesianNetwork network, DyadicNumber[][] tables, double[] likelihoods, int variable, int[] states, DyadicNumber weight)
    {
        if (variable < states.Length)
        {
            for (int s = 0; s < network.Variables[variable].StateCount; s++)
            {
                states[variable] = s;
                DyadicNumber next = weight * likelihoods[_offsets[variable] + s];
                if (!next.IsZero)
                {
                    Sum(network, tables, likelihoods, variable + 1, states, next);
                }
            }

            return;
        }

        for (int v = 0; v < states.Length && !weight.IsZero; v++)
        {
            ConditionalDistribution distribution = network.Distributions[v];
            int configuration = distribution.Parents.Aggregate(0, (c, p) => (c * p.StateCount) + states[p.Index]);
            weight *= tables[v][(configuration * distribution.Variable.StateCount) + states[v]];
        }

        Probability += weight;
        for (int v = 0; v < states.Length; v++)
        {
            _joints[_offsets[v] + states[v]] += weight;
        }
    }
}
