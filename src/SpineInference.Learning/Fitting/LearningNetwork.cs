using System.Collections.Immutable;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>The network the E-step runs on: the one to be fitted without what the data cannot reach, with what keeps unknown findings silent.</summary>
/// <remarks>
/// <para>A variable is <i>barren</i> in a row if neither it nor a descendant is known there: it sums out to 1 and must say nothing. The
/// parameters of variational Bayes sum to Z &lt; 1 in a row, so a barren variable would count as Z and be imputed.</para>
/// <para>A leaf with a table gets a further state, <i>unknown</i>, with the factor 1 in every row, in which it is known to be where nothing
/// is known of it: one term more a row. Any other variable gets a <i>switch</i>, a further child of its parents, known in every row: in
/// state 0 it has the factor 1/Z and cancels the barren variable, in state 1 it has the factor 1. Its own expected counts are those that
/// were imputed, and are taken away again. The Z of a noisy-MAX is the product of those of its contributors, so each contributor has a
/// switch of its own, over no more parents than it reads.</para>
/// <para>A <i>reader</i> is a child of a measurement's parent, always in a state of factor 1: its counts are that parent's posterior.</para>
/// <para>Rows of the original network keep their indices and offsets, used or not; those of widened tables, switches and readers follow.</para>
/// </remarks>
internal sealed class LearningNetwork
{
    private readonly BayesianNetwork _original;
    private readonly Variable?[] _copies;
    private readonly List<(int Original, Variable Switch)> _switches = [];
    private readonly List<(int Offset, ProbabilityRow Row)> _components = [];
    private readonly WidenedLeaves _leaves;
    private readonly bool[] _isUsed;
    private readonly List<(int Original, Variable Reader, int Offset)> _readers = [];

    public LearningNetwork(
        BayesianNetwork original,
        CohortSurvey survey,
        bool[] isLearned,
        IReadOnlyCollection<int> measurementParents,
        ImmutableArray<string>? order)
    {
        _original = original;
        bool[] isKept = Reach(original, survey, measurementParents);
        _isUsed = new bool[original.Rows.Length];
        _leaves = new WidenedLeaves(original, survey, isKept, isLearned);
        var builder = new BayesianNetworkBuilder(original.Name);
        foreach (ProbabilityRow row in original.Rows)
        {
            builder.AddRow(row.Id, row.Probabilities.AsSpan(), row.EffectiveSampleSize);
        }

        _copies = new Variable?[original.Variables.Length];
        foreach (Variable variable in original.Variables.Where(v => isKept[v.Index]))
        {
            _copies[variable.Index] = builder.AddVariable(variable.Name, _leaves.StatesOf(variable).AsSpan());
        }

        int nextOffset = original.Parameters.Length;
        foreach (Variable variable in original.Variables.Where(v => isKept[v.Index]))
        {
            ConditionalDistribution distribution = original.Distributions[variable.Index];
            Variable[] parents = [.. distribution.Parents.Select(p => _copies[p.Index]!)];
            if (_leaves.Has(variable))
            {
                nextOffset = _leaves.Add(builder, (ConditionalTable)distribution, _copies[variable.Index]!, parents, nextOffset);
                continue;
            }

            Copy(builder, distribution, _copies[variable.Index]!, parents);
            if (survey.IsEverBarren[variable.Index])
            {
                nextOffset = AddSwitches(builder, distribution, parents, isLearned, nextOffset);
            }

            if (measurementParents.Contains(variable.Index))
            {
                nextOffset = AddReader(builder, variable, nextOffset);
            }
        }

        Network = builder.Build();
        Engine = ExactEngine.Compile(Network, new ExactEngineOptions
        {
            Parameters = LiveParameters.Chosen,
            LiveRows = [.. Network.Rows.Where(r => r.Index >= original.Rows.Length || (isLearned[r.Index] && _isUsed[r.Index]))],
            EvidenceVariables = [.. Network.Variables.Where(v => !IsCopy(v) || IsKnownSomewhere(v, survey, measurementParents))],
            ReportedVariables = [],
            EliminationOrder = OrderOf(order),
            SearchAttempts = 16,
        });
    }

    public BayesianNetwork Network { get; }

    public ExactEngine Engine { get; }

    /// <summary>The original variables whose posterior is read off in each row, with the place of their counts.</summary>
    public IReadOnlyList<(int Original, Variable Reader, int Offset)> Readers => _readers;

    /// <summary>The variable that stands for an original one, or null where the data cannot reach it.</summary>
    public Variable? CopyOf(int original) => _copies[original];

    /// <summary>Completes a parameter vector: the original's part is given, all that follows is set to match.</summary>
    public void Complete(Span<double> parameters)
    {
        parameters[_original.Parameters.Length..].Fill(1);
        foreach ((int offset, ProbabilityRow row) in _components)
        {
            parameters[offset] = 1 / Dirichlets.Total(parameters, row);
        }

        _leaves.Complete(parameters);
    }

    /// <summary>Carries counts back to the original rows, and takes away those that were imputed to barren variables.</summary>
    public void Settle(Span<double> counts, ReadOnlySpan<double> parameters)
    {
        _leaves.CarryBack(counts);
        foreach ((int offset, ProbabilityRow row) in _components)
        {
            double factor = counts[offset] / Dirichlets.Total(parameters, row);
            for (int j = row.ParameterOffset; factor != 0 && j < row.ParameterOffset + row.Length; j++)
            {
                counts[j] -= factor * parameters[j];
            }
        }
    }

    /// <summary>The evidence of a block: what is known, and the state of each switch and reader.</summary>
    public EvidenceColumns Evidence(Cohort block, IReadOnlySet<int> alwaysInformative)
    {
        var columns = new EvidenceColumns(Network, block.Count);
        foreach (Variable variable in block.Network.Variables)
        {
            if (_copies[variable.Index] is not { } copy)
            {
                continue;
            }

            if (_leaves.Has(variable))
            {
                WidenedLeaves.SetEvidence(columns, block, variable, copy);
            }
            else if (block.LikelihoodColumn(variable.Index) is { } likelihoods)
            {
                columns.SetLikelihoods(copy, likelihoods);
            }
            else if (block.StateColumn(variable.Index) is { } states && states.AsSpan().ContainsAnyExcept(Cohort.Unknown))
            {
                columns.SetStates(copy, states);
            }
        }

        if (_switches.Count > 0)
        {
            bool[][] informative = CohortSurvey.Informative(block, alwaysInformative);
            foreach ((int original, Variable @switch) in _switches)
            {
                columns.SetStates(@switch, [.. informative[original].Select(static i => i ? (short)1 : (short)0)]);
            }
        }

        foreach ((int _, Variable reader, int _) in _readers)
        {
            columns.SetStates(reader, new short[block.Count]);
        }

        return columns;
    }

    // What the learning network adds are leaves: they go first, like whatever else the order does not name.
    private ImmutableArray<Variable>? OrderOf(ImmutableArray<string>? names)
    {
        if (names is not { } order)
        {
            return null;
        }

        var placeOf = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string name in order)
        {
            if (!_original.TryGetVariable(name, out _))
            {
                throw new ArgumentException(
                    $"{nameof(FitOptions)}.{nameof(FitOptions.EliminationOrder)} names '{name}'; network '{_original.Name}' has no such variable.");
            }

            placeOf.TryAdd(name, placeOf.Count);
        }

        return [.. Network.Variables.OrderBy(v => placeOf.GetValueOrDefault(v.Name, -1))];
    }

    private static bool[] Reach(BayesianNetwork network, CohortSurvey survey, IReadOnlyCollection<int> measurementParents)
    {
        var reached = new bool[network.Variables.Length];
        for (int k = network.TopologicalOrder.Length - 1; k >= 0; k--)
        {
            Variable variable = network.TopologicalOrder[k];
            reached[variable.Index] |= survey.IsObserved[variable.Index] || measurementParents.Contains(variable.Index);
            foreach (Variable parent in network.Distributions[variable.Index].Parents)
            {
                reached[parent.Index] |= reached[variable.Index];
            }
        }

        return reached;
    }

    private void Copy(BayesianNetworkBuilder builder, ConditionalDistribution distribution, Variable copy, Variable[] parents)
    {
        foreach (ProbabilityRow row in distribution.Rows)
        {
            _isUsed[row.Index] = true;
        }

        if (distribution is NoisyMax noisyMax)
        {
            builder.SetNoisyMax(copy, parents, [.. noisyMax.Contributors.Select(static c => new NoisyMaxContributorDraft(
                c.ParentPositions, [.. c.RowOfConfiguration.Select(static r => r?.Index ?? -1)]))]);
        }
        else
        {
            builder.SetTable(copy, parents, [.. ((ConditionalTable)distribution).RowOfConfiguration.Select(static r => r.Index)]);
        }
    }

    private bool IsCopy(Variable variable) =>
        _original.TryGetVariable(variable.Name, out Variable? original) && ReferenceEquals(_copies[original.Index], variable);

    private bool IsKnownSomewhere(Variable copy, CohortSurvey survey, IReadOnlyCollection<int> measurementParents)
    {
        int original = _original[copy.Name].Index;
        return survey.IsObserved[original] || measurementParents.Contains(original);
    }

    private int AddSwitches(
        BayesianNetworkBuilder builder, ConditionalDistribution distribution, Variable[] parents, bool[] isLearned, int nextOffset)
    {
        if (distribution is not NoisyMax noisyMax)
        {
            return AddSwitch(builder, distribution.Variable, "", parents, ((ConditionalTable)distribution).RowOfConfiguration, isLearned, nextOffset);
        }

        for (int k = 0; k < noisyMax.Contributors.Length; k++)
        {
            NoisyMaxContributor contributor = noisyMax.Contributors[k];
            Variable[] read = [.. contributor.ParentPositions.Select(i => parents[i])];
            nextOffset = AddSwitch(builder, distribution.Variable, $", contributor {k}", read, contributor.RowOfConfiguration, isLearned, nextOffset);
        }

        return nextOffset;
    }

    private int AddSwitch(
        BayesianNetworkBuilder builder,
        Variable variable,
        string part,
        Variable[] parents,
        IReadOnlyList<ProbabilityRow?> rows,
        bool[] isLearned,
        int nextOffset)
    {
        if (!rows.Any(r => r is not null && isLearned[r.Index]))
        {
            return nextOffset;
        }

        string name = $"switch of {variable.Name}{part}";
        Variable @switch = builder.AddVariable(name, "barren", "informative");
        var rowOfConfiguration = new int[rows.Count];
        var switchOfRow = new Dictionary<int, int>();
        for (int c = 0; c < rowOfConfiguration.Length; c++)
        {
            // Rows that are not learned sum to 1 already, and a silent contributor counts as 1: they share a factor of 1.
            ProbabilityRow? row = rows[c] is { } own && isLearned[own.Index] ? own : null;
            if (!switchOfRow.TryGetValue(row?.Index ?? -1, out int index))
            {
                index = builder.AddRow($"{name}/{c}", [0.5, 0.5], 1);
                switchOfRow.Add(row?.Index ?? -1, index);
                if (row is not null)
                {
                    _components.Add((nextOffset, row));
                }

                nextOffset += 2;
            }

            rowOfConfiguration[c] = index;
        }

        builder.SetTable(@switch, parents, rowOfConfiguration);
        _switches.Add((variable.Index, @switch));
        return nextOffset;
    }

    private int AddReader(BayesianNetworkBuilder builder, Variable variable, int nextOffset)
    {
        string name = $"reader of {variable.Name}";
        Variable reader = builder.AddVariable(name, "read", "unused");
        int[] rows = [.. variable.States.Select(s => builder.AddRow($"{name}/{s}", [0.5, 0.5], 1))];
        builder.SetTable(reader, [_copies[variable.Index]!], rows);
        _readers.Add((variable.Index, reader, nextOffset));
        return nextOffset + (2 * variable.StateCount);
    }
}
