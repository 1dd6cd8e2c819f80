using Microsoft.ML.Probabilistic.Math;
using Microsoft.ML.Probabilistic.Models;
using SpineInference.Networks;
using Range = Microsoft.ML.Probabilistic.Models.Range;
using Variable = Microsoft.ML.Probabilistic.Models.Variable;

namespace SpineInference.InferNet.Models;

/// <summary>Writes the distribution of one node into the Infer.NET model.</summary>
/// <param name="model">The model; the node's parents are in it already.</param>
/// <param name="names">Its names.</param>
internal sealed class NodeWriter(InferNetModel model, Names names)
{
    /// <summary>Defines a node for every patient.</summary>
    /// <param name="distribution">Its distribution.</param>
    /// <param name="node">The array to define.</param>
    /// <param name="states">Its value range.</param>
    public void Write(ConditionalDistribution distribution, VariableArray<int> node, Range states)
    {
        string name = distribution.Variable.Name;
        VariableArray<int>[] parents = [.. distribution.Parents.Select(p => model[p.Name])];
        if (distribution is ConditionalTable table)
        {
            (RowPool pool, _) = model.PlaceOf(table.RowOfConfiguration[0]);
            int[] rows = [.. table.RowOfConfiguration.Select(r => model.PlaceOf(r).Position)];
            WriteSwitch(name, node, states, parents, pool.Array, rows);
        }
        else if (distribution.Rows.Any(model.IsLearned))
        {
            WriteContributors((NoisyMax)distribution, node, states, parents);
        }
        else
        {
            WriteTable(name, distribution.Table, distribution.Variable.StateCount, node, states, parents);
        }
    }

    private void WriteTable(
        string name, ReadOnlySpan<double> table, int stateCount, VariableArray<int> node, Range states, VariableArray<int>[] parents)
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
        WriteSwitch(name, node, states, parents, array, rows);
    }

    // Each contributor proposes a state; the node is the largest proposal, taken pair by pair.
    private void WriteContributors(NoisyMax noisyMax, VariableArray<int> node, Range states, VariableArray<int>[] parents)
    {
        int stateCount = noisyMax.Variable.StateCount;
        RowPool pool = model.PlaceOf(noisyMax.Rows[0]).Pool;
        VariableArray<int>? largest = null;
        for (int k = 0; k < noisyMax.Contributors.Length; k++)
        {
            NoisyMaxContributor contributor = noisyMax.Contributors[k];
            bool last = k == noisyMax.Contributors.Length - 1;
            string name = string.Create(null, $"proposal{k}_of_{noisyMax.Variable.Name}");
            VariableArray<int> proposal = last && largest is null ? node : NewNode(name, stateCount);
            int[] rows = [.. contributor.RowOfConfiguration.Select(r => r is null ? pool.Rows.Length : model.PlaceOf(r).Position)];
            WriteSwitch(name, proposal, proposal.GetValueRange(), [.. contributor.ParentPositions.Select(p => parents[p])], pool.Array, rows);
            if (largest is null)
            {
                largest = proposal;
                continue;
            }

            string maximumName = string.Create(null, $"largest{k}_of_{noisyMax.Variable.Name}");
            VariableArray<int> maximum = last ? node : NewNode(maximumName, stateCount);
            WriteTable(maximumName, MaximumTable(stateCount), stateCount, maximum, maximum.GetValueRange(), [largest, proposal]);
            largest = maximum;
        }
    }

    private VariableArray<int> NewNode(string name, int stateCount)
    {
        VariableArray<int> node = Variable.Array<int>(model.Patient).Named(names.Identifier(name));
        node.SetValueRange(new Range(stateCount).Named(names.Identifier($"states_of_{name}")));
        return node;
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

    private void WriteSwitch(
        string name, VariableArray<int> node, Range states, VariableArray<int>[] parents, VariableArray<Vector> rows, int[] rowOfConfiguration)
    {
        string indexName = names.Identifier($"row_of_{name}");
        Variable<int>[] parentStates = [];
        Func<Variable<int>[], Variable<int>> index;
        if (parents.Length == 0)
        {
            Variable<int> only = Variable.Observed(rowOfConfiguration[0]).Named(indexName);
            index = _ => only;
        }
        else
        {
            index = NestedIndex.Create(indexName, [.. parents.Select(static p => p.GetValueRange())], rowOfConfiguration);
        }

        using (model.ForEachPatient())
        {
            parentStates = [.. parents.Select(p => p[model.Patient])];
            var blocks = new Stack<IDisposable>();
            foreach (Variable<int> parent in parentStates)
            {
                blocks.Push(Variable.Switch(parent));
            }

            node[model.Patient] = Variable.Discrete(states, rows[index(parentStates)]);
            while (blocks.TryPop(out IDisposable? block))
            {
                block.Dispose();
            }
        }
    }
}
