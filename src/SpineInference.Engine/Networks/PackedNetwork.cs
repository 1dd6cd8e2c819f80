using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace SpineInference.Engine.Networks;

/// <summary>A finished network in the compact binary form: nothing is computed or checked again that held when it was written.</summary>
/// <remarks>
/// <code>
/// name | doubles | state lists | variables: name, state list | topological order
/// rows: id, sample size, probabilities (as places in the doubles)
/// distributions: parents | 0, row of each configuration  or  1 + contributors: positions, row of each configuration or none
/// </code>
/// Texts are places in a list that the caller keeps. That the bytes are those written is for the checksum to say; the reader makes sure
/// only that they fit together.
/// </remarks>
public static class PackedNetwork
{
    private const int MostConfigurations = 1 << 20;

    /// <summary>The texts a network needs.</summary>
    /// <returns>The texts, some of them more than once.</returns>
    public static IEnumerable<string> TextsOf(BayesianNetwork network) =>
        [network.Name, .. network.Variables.SelectMany(static v => v.States.Prepend(v.Name)), .. network.Rows.Select(static r => r.Id)];

    /// <summary>Writes a network.</summary>
    /// <param name="writer">Receives it.</param>
    /// <param name="network">The network.</param>
    /// <param name="placeOfText">The place of each of <see cref="TextsOf"/>.</param>
    public static void Write(PackedWriter writer, BayesianNetwork network, IReadOnlyDictionary<string, int> placeOfText)
    {
        writer.WriteNumber(placeOfText[network.Name]);
        long[] doubles = [.. network.Rows
            .SelectMany(static r => r.Probabilities.Append(r.EffectiveSampleSize))
            .Select(BitConverter.DoubleToInt64Bits)
            .CountBy(static bits => bits)
            .OrderByDescending(static d => d.Value)
            .ThenBy(static d => d.Key)
            .Select(static d => d.Key)];
        Dictionary<long, int> placeOfDouble = doubles.Index().ToDictionary(static d => d.Item, static d => d.Index);
        writer.WriteDoubles([.. doubles.Select(BitConverter.Int64BitsToDouble)]);

        string[][] stateLists = [.. network.Variables.Select(static v => v.States.ToArray()).DistinctBy(static s => string.Join('\n', s))];
        writer.WriteNumber(stateLists.Length);
        foreach (string[] states in stateLists)
        {
            writer.WriteNumbers([.. states.Select(s => placeOfText[s])]);
        }

        writer.WriteNumber(network.Variables.Length);
        foreach (Variable variable in network.Variables)
        {
            writer.WriteNumber(placeOfText[variable.Name]);
            writer.WriteNumber(Array.FindIndex(stateLists, variable.States.SequenceEqual));
        }

        writer.WriteNumbers([.. network.TopologicalOrder.Select(static v => v.Index)]);
        writer.WriteNumber(network.Rows.Length);
        foreach (ProbabilityRow row in network.Rows)
        {
            writer.WriteNumber(placeOfText[row.Id]);
            writer.WriteNumber(placeOfDouble[BitConverter.DoubleToInt64Bits(row.EffectiveSampleSize)]);
            writer.WriteNumbers([.. row.Probabilities.Select(p => placeOfDouble[BitConverter.DoubleToInt64Bits(p)])]);
        }

        foreach (ConditionalDistribution distribution in network.Distributions)
        {
            writer.WriteNumbers([.. distribution.Parents.Select(static p => p.Index)]);
            if (distribution is ConditionalTable table)
            {
                writer.WriteNumber(0);
                WriteRows(writer, [.. table.RowOfConfiguration.Select(static r => r.Index)]);
                continue;
            }

            ImmutableArray<NoisyMaxContributor> contributors = ((NoisyMax)distribution).Contributors;
            writer.WriteNumber(contributors.Length + 1);
            foreach (NoisyMaxContributor contributor in contributors)
            {
                writer.WriteNumbers([.. contributor.ParentPositions]);
                WriteRows(writer, [.. contributor.RowOfConfiguration.Select(static r => r?.Index ?? -1)]);
            }
        }
    }

    /// <summary>Reads a network.</summary>
    /// <param name="reader">Stands before it, and after it when it is read.</param>
    /// <param name="texts">The texts, by place.</param>
    /// <returns>The network.</returns>
    /// <exception cref="InvalidDataException">The bytes do not fit together.</exception>
    public static BayesianNetwork Read(ref PackedReader reader, PackedTexts texts)
    {
        string name = texts[reader.ReadNumberBelow(texts.Length)];
        double[] doubles = reader.ReadDoubles();
        Variable[] variables = ReadVariables(ref reader, texts);
        var order = new Variable[reader.ReadNumberBelow(variables.Length + 1)];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = variables[reader.ReadNumberBelow(variables.Length)];
        }

        ProbabilityRow[] rows = ReadRows(ref reader, texts, doubles);
        var layout = new RowLayout[rows.Length];
        for (int r = 0; r < rows.Length; r++)
        {
            layout[r] = rows[r].Layout;
        }

        var families = new Family[variables.Length];
        for (int v = 0; v < variables.Length; v++)
        {
            families[v] = ReadFamily(ref reader, variables, variables[v], rows);
        }

        return order.Length == variables.Length
            ? new BayesianNetwork(
                name,
                new NetworkStructure(
                    ImmutableCollectionsMarshal.AsImmutableArray(variables),
                    ImmutableCollectionsMarshal.AsImmutableArray(families),
                    ImmutableCollectionsMarshal.AsImmutableArray(layout),
                    ImmutableCollectionsMarshal.AsImmutableArray(order)),
                ImmutableCollectionsMarshal.AsImmutableArray(rows))
            : throw new InvalidDataException($"it orders {order.Length} of {variables.Length} variables.");
    }

    private static Variable[] ReadVariables(ref PackedReader reader, PackedTexts texts)
    {
        var lists = new StateList[reader.ReadCount()];
        for (int i = 0; i < lists.Length; i++)
        {
            var states = new string[reader.ReadCount()];
            for (int s = 0; s < states.Length; s++)
            {
                states[s] = texts[reader.ReadNumberBelow(texts.Length)];
            }

            lists[i] = new StateList(ImmutableCollectionsMarshal.AsImmutableArray(states));
        }

        var variables = new Variable[reader.ReadCount(2)];
        for (int v = 0; v < variables.Length; v++)
        {
            string name = texts[reader.ReadNumberBelow(texts.Length)];
            variables[v] = new Variable(v, name, lists[reader.ReadNumberBelow(lists.Length)]);
        }

        return variables;
    }

    private static ProbabilityRow[] ReadRows(ref PackedReader reader, PackedTexts texts, double[] doubles)
    {
        var rows = new ProbabilityRow[reader.ReadCount(3)];
        int offset = 0;
        for (int r = 0; r < rows.Length; r++)
        {
            int id = reader.ReadNumberBelow(texts.Length);
            double sampleSize = doubles[reader.ReadNumberBelow(doubles.Length)];
            var probabilities = new double[reader.ReadCount()];
            for (int s = 0; s < probabilities.Length; s++)
            {
                probabilities[s] = doubles[reader.ReadNumberBelow(doubles.Length)];
            }

            rows[r] = new ProbabilityRow(
                new RowLayout(r, offset, texts, id, probabilities.Length), ImmutableCollectionsMarshal.AsImmutableArray(probabilities), sampleSize);
            offset += probabilities.Length;
        }

        return rows;
    }

    private static Family ReadFamily(
        ref PackedReader reader, Variable[] variables, Variable child, ProbabilityRow[] rows)
    {
        var parents = new Variable[reader.ReadNumberBelow(variables.Length)];
        for (int p = 0; p < parents.Length; p++)
        {
            parents[p] = variables[reader.ReadNumberBelow(variables.Length)];
        }

        int contributorCount = reader.ReadCount() - 1;
        if (contributorCount < 0)
        {
            return new TableFamily(
                child,
                ImmutableCollectionsMarshal.AsImmutableArray(parents),
                ImmutableCollectionsMarshal.AsImmutableArray(ReadRowsOf(ref reader, parents, child, rows, mayBeSilent: false)));
        }

        var contributors = new NoisyMaxFamily.Contributor[contributorCount];
        for (int k = 0; k < contributors.Length; k++)
        {
            var positions = new int[reader.ReadNumberBelow(parents.Length + 1)];
            var counts = new int[positions.Length];
            var read = new Variable[positions.Length];
            for (int i = 0; i < positions.Length; i++)
            {
                positions[i] = reader.ReadNumberBelow(parents.Length);
                read[i] = parents[positions[i]];
                counts[i] = read[i].StateCount;
            }

            contributors[k] = new NoisyMaxFamily.Contributor(
                ImmutableCollectionsMarshal.AsImmutableArray(positions),
                ImmutableCollectionsMarshal.AsImmutableArray(counts),
                ImmutableCollectionsMarshal.AsImmutableArray(ReadRowsOf(ref reader, read, child, rows, mayBeSilent: true)));
        }

        return new NoisyMaxFamily(
            child, ImmutableCollectionsMarshal.AsImmutableArray(parents), ImmutableCollectionsMarshal.AsImmutableArray(contributors));
    }

    // Rows of neighbouring configurations are often the same: each stands once, with the number of further configurations it serves.
    private static void WriteRows(PackedWriter writer, int[] rows)
    {
        int before = 0;
        for (int c = 0; c < rows.Length;)
        {
            int end = c + 1;
            while (end < rows.Length && rows[end] == rows[c])
            {
                end++;
            }

            writer.WriteDifference(rows[c] - before, repeats: end - c - 1);
            (before, c) = (rows[c], end);
        }
    }

    private static int[] ReadRowsOf(
        ref PackedReader reader, Variable[] parents, Variable child, ProbabilityRow[] rows, bool mayBeSilent)
    {
        int count = 1;
        foreach (Variable parent in parents)
        {
            count = checked(count * parent.StateCount);
        }

        if (count > MostConfigurations)
        {
            throw new InvalidDataException($"'{child.Name}' has {count} configurations; expected at most {MostConfigurations}.");
        }

        var ofConfiguration = new int[count];
        int row = 0;
        for (int c = 0; c < count;)
        {
            row += reader.ReadDifference(out int repeats);
            if (row < (mayBeSilent ? -1 : 0) || row >= rows.Length || repeats >= count - c || (row >= 0 && rows[row].Length != child.StateCount))
            {
                throw new InvalidDataException($"a row of '{child.Name}' does not fit it.");
            }

            for (int end = c + repeats + 1; c < end; c++)
            {
                ofConfiguration[c] = row;
            }
        }

        return ofConfiguration;
    }
}
