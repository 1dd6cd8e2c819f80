using Microsoft.ML.Probabilistic.Math;
using Microsoft.ML.Probabilistic.Models;
using SpineInference.Engine.Networks;
using Range = Microsoft.ML.Probabilistic.Models.Range;
using Variable = Microsoft.ML.Probabilistic.Models.Variable;

namespace SpineInference.InferNet.Models;

/// <summary>Writes the distributions of the nodes into an Infer.NET model.</summary>
/// <param name="model">The model; a node's parents are in it before the node.</param>
/// <param name="names">Its names.</param>
/// <remarks>Observed arrays are made at once, outside the block of patients; what belongs inside is kept for <see cref="WriteBlock"/>.</remarks>
internal sealed class NodeWriter(InferNetModel model, Names names)
{
    private readonly List<Action> _block = [];

    /// <summary>Adds something to the block of patients.</summary>
    /// <param name="action">Runs inside the block.</param>
    public void InBlock(Action action) => _block.Add(action);

    /// <summary>Runs what belongs inside the block of patients; the block is open.</summary>
    public void WriteBlock() => _block.ForEach(static action => action());

    /// <summary>Declares a node over the patients.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="stateCount">How many states it has.</param>
    public PatientNode NewNode(string name, int stateCount) => new(
        model.Patient,
        new Range(stateCount).Named(names.Identifier($"states_of_{name}")),
        names.Identifier(name),
        model.Weights is not null);

    /// <summary>Defines a node for every patient.</summary>
    /// <param name="distribution">Its distribution.</param>
    /// <param name="node">The node.</param>
    public void Write(ConditionalDistribution distribution, PatientNode node)
    {
        string name = distribution.Variable.Name;
        PatientNode[] parents = [.. distribution.Parents.Select(model.NodeOf)];
        if (distribution is ConditionalTable table)
        {
            (RowPool pool, _) = model.PlaceOf(table.RowOfConfiguration[0]);
            WriteSwitch(name, node, parents, pool.Array, [.. table.RowOfConfiguration.Select(r => model.PlaceOf(r).Position)]);
        }
        else if (distribution.Rows.Any(model.IsLearned))
        {
            WriteContributors((NoisyMax)distribution, node, parents);
        }
        else
        {
            WriteTable(name, distribution.Table, distribution.Variable.StateCount, node, parents);
        }
    }

    private void WriteTable(string name, ReadOnlySpan<double> table, int stateCount, PatientNode node, PatientNode[] parents)
    {
        var distinct = new List<double[]>();
        var rows = new int[table.Length / stateCount];
        for (int c = 0; c < rows.Length; c++)
        {
            double[] row = table.Slice(c * stateCount, stateCount).ToArray();
            rows[c] = distinct.FindIndex(d => d.AsSpan().SequenceEqual(row));
            if (rows[c] < 0)
            {
                rows[c] = distinct.Count;
                distinct.Add(row);
            }
        }

        string arrayName = names.Identifier($"table_of_{name}");
        Range range = new Range(distinct.Count).Named($"{arrayName}_row");
        VariableArray<Vector> array = Variable.Observed(distinct.Select(r => RowPool.Floored(r, model.ZeroFloor)).ToArray(), range).Named(arrayName);
        WriteSwitch(name, node, parents, array, rows);
    }

    // Each contributor proposes a state; the node is the largest proposal, taken pair by pair.
    private void WriteContributors(NoisyMax noisyMax, PatientNode node, PatientNode[] parents)
    {
        int stateCount = noisyMax.Variable.StateCount;
        RowPool pool = model.PlaceOf(noisyMax.Rows[0]).Pool;
        PatientNode? largest = null;
        for (int k = 0; k < noisyMax.Contributors.Length; k++)
        {
            NoisyMaxContributor contributor = noisyMax.Contributors[k];
            bool last = k == noisyMax.Contributors.Length - 1;
            string name = string.Create(null, $"proposal{k}_of_{noisyMax.Variable.Name}");
            PatientNode proposal = last && largest is null ? node : NewNode(name, stateCount);
            int[] rows = [.. contributor.RowOfConfiguration.Select(r => r is null ? pool.Rows.Length : model.PlaceOf(r).Position)];
            WriteSwitch(name, proposal, [.. contributor.ParentPositions.Select(p => parents[p])], pool.Array, rows);
            if (largest is null)
            {
                largest = proposal;
                continue;
            }

            string maximumName = string.Create(null, $"largest{k}_of_{noisyMax.Variable.Name}");
            PatientNode maximum = last ? node : NewNode(maximumName, stateCount);
            WriteTable(maximumName, MaximumTable(stateCount), stateCount, maximum, [largest, proposal]);
            largest = maximum;
        }
    }

    private static double[] MaximumTable(int states)
    {
        var table = new double[states * states * states];
        for (int a = 0; a < states; a++)
        {
            for (int b = 0; b < states; b++)
            {
                table[(((a * states) + b) * states) + Math.Max(a, b)] = 1;
            }
        }

        return table;
    }

    private void WriteSwitch(string name, PatientNode node, PatientNode[] parents, VariableArray<Vector> rows, int[] rowOfConfiguration)
    {
        string indexName = names.Identifier($"row_of_{name}");
        Func<Variable<int>[], Variable<int>> index;
        if (parents.Length == 0)
        {
            Variable<int> only = Variable.Observed(rowOfConfiguration[0]).Named(indexName);
            index = _ => only;
        }
        else
        {
            index = NestedIndex.Create(indexName, [.. parents.Select(static p => p.States)], rowOfConfiguration);
        }

        InBlock(() =>
        {
            Variable<int>[] states = [.. parents.Select(static p => p.Current)];
            _ = node.Current;
            var switches = new Stack<IDisposable>();
            foreach (Variable<int> state in states)
            {
                switches.Push(Variable.Switch(state));
            }

            node.Define(Variable.Discrete(node.States, rows[index(states)]));
            while (switches.TryPop(out IDisposable? block))
            {
                block.Dispose();
            }
        });
    }
}
