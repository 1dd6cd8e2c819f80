using System.Collections.Immutable;
using System.Globalization;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Formats;

/// <summary>The noisy-MAX nodes of XDSL: how their columns stand for contributors.</summary>
/// <remarks>
/// <para>XDSL lists, for each parent, one column of child probabilities for each of its states, in the order of <c>strengths</c> (indices
/// of the parent's states), and a last column for the leak. The child's states run from the strongest to the neutral one. The last
/// column of each parent is neutral: (0, …, 0, 1).</para>
/// <para>So a <see cref="NoisyMax"/> can be written if each contributor reads one parent or none, none is read twice, and each is silent in
/// some state. Any other is written as a table.</para>
/// </remarks>
internal static class XdslNoisyMax
{
    public static DistributionDraft Read(XdslNode node, List<XdslNode> parents, XmlTree values, FaultList faults)
    {
        int states = node.Variable.States.Count;
        int columns = parents.Sum(static p => p.Variable.States.Count) + 1;
        List<double>? numbers = FormatNumber.ParseList(values.Text, values.Position, $"the parameters of '{node.Id}'", faults);
        if (numbers is not null && numbers.Count != columns * states)
        {
            faults.Add(values.Position, $"the noisy-MAX of '{node.Id}' has {numbers.Count} parameters; expected {columns * states}: {states} state(s) × {columns} columns, one for each state of each parent and one for the leak.");
            numbers = null;
        }

        int[][]? strengths = ReadStrengths(node, parents, faults);
        ImmutableArray<VariableDraft> variables = [.. parents.Select(static p => p.Variable)];
        if (numbers is null || strengths is null)
        {
            return new UnresolvedDraft(node.Variable, node.Element.Position);
        }

        var rows = new double[]?[parents.Count][];
        int column = 0;
        for (int p = 0; p < parents.Count; p++)
        {
            rows[p] = new double[]?[strengths[p].Length];
            double[]? row = null;
            foreach (int fileState in strengths[p])
            {
                row = Column(numbers, column++, states);
                rows[p][parents[p].Turn(fileState)] = row;
            }

            if (row is not null)
            {
                faults.Add(values.Position, $"in the noisy-MAX of '{node.Id}', the last column of parent '{parents[p].Id}' is not 0, …, 0, 1; its weakest state must be neutral.");
            }
        }

        return new NoisyMaxDraft(node.Variable, variables, values.Position, rows, Column(numbers, column, states));
    }

    /// <summary>The columns of a noisy-MAX in the order of XDSL, or null where XDSL cannot express it.</summary>
    /// <param name="noisyMax">The distribution.</param>
    /// <param name="isReversed">Whether a variable's states stand in reverse in the file.</param>
    public static (string Strengths, double[] Parameters)? Columns(NoisyMax noisyMax, Func<Variable, bool> isReversed)
    {
        if (!IsExpressible(noisyMax))
        {
            return null;
        }

        int states = noisyMax.Variable.StateCount;
        var strengths = new List<int>();
        var parameters = new List<double>();
        for (int p = 0; p < noisyMax.Parents.Length; p++)
        {
            Variable parent = noisyMax.Parents[p];
            NoisyMaxContributor? contributor = noisyMax.Contributors.FirstOrDefault(c => c.ParentPositions.Length == 1 && c.ParentPositions[0] == p);
            int neutral = contributor is null ? 0 : contributor.RowOfConfiguration.IndexOf(contributor.RowOfConfiguration.First(IsNeutral));
            foreach (int state in Enumerable.Range(0, parent.StateCount).Reverse().Where(s => s != neutral).Append(neutral))
            {
                strengths.Add(isReversed(parent) ? parent.StateCount - 1 - state : state);
                parameters.AddRange(Reversed(contributor?.RowOfConfiguration[state], states));
            }
        }

        NoisyMaxContributor? leak = noisyMax.Contributors.FirstOrDefault(static c => c.ParentPositions.IsEmpty);
        parameters.AddRange(Reversed(leak?.RowOfConfiguration[0], states));
        return (string.Join(' ', strengths.Select(static s => s.ToString(CultureInfo.InvariantCulture))), [.. parameters]);
    }

    private static bool IsExpressible(NoisyMax noisyMax)
    {
        var read = new HashSet<int>();
        foreach (NoisyMaxContributor contributor in noisyMax.Contributors)
        {
            // The leak counts as parent -1, of which there may be one too.
            int parent = contributor.ParentPositions.IsEmpty ? -1 : contributor.ParentPositions[0];
            if (contributor.ParentPositions.Length > 1 || !read.Add(parent) || (parent >= 0 && !contributor.RowOfConfiguration.Any(IsNeutral)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsNeutral(ProbabilityRow? row) => row is null || IsNeutral(row.Probabilities.AsSpan());

    private static bool IsNeutral(ReadOnlySpan<double> row) => row[0] == 1 && !row[1..].ContainsAnyExcept(0);

    private static IEnumerable<double> Reversed(ProbabilityRow? row, int states) =>
        row?.Probabilities.AsEnumerable().Reverse() ?? Enumerable.Repeat(0.0, states - 1).Append(1);

    private static int[][]? ReadStrengths(XdslNode node, List<XdslNode> parents, FaultList faults)
    {
        int[] counts = [.. parents.Select(static p => p.Variable.States.Count)];
        if (node.Element.Child("strengths", faults, required: false) is not { } element)
        {
            return [.. counts.Select(static n => Enumerable.Range(0, n).ToArray())];
        }

        string[] words = [.. FormatNumber.Words(element.Text)];
        var strengths = new int[counts.Length][];
        int next = 0;
        bool valid = words.Length == counts.Sum();
        for (int p = 0; valid && p < counts.Length; p++)
        {
            strengths[p] = new int[counts[p]];
            var seen = new bool[counts[p]];
            for (int s = 0; valid && s < counts[p]; s++)
            {
                valid = int.TryParse(words[next++], NumberStyles.None, CultureInfo.InvariantCulture, out int state) && state < counts[p] && !seen[state];
                if (valid)
                {
                    strengths[p][s] = state;
                    seen[state] = true;
                }
            }
        }

        if (valid)
        {
            return strengths;
        }

        faults.Add(element.Position, $"the strengths of '{node.Id}' are not, for each parent, its states' numbers from 0 in some order; expected {counts.Sum()} numbers in all.");
        return null;
    }

    // One column with the neutral state first, or null where it is exactly neutral.
    private static double[]? Column(List<double> numbers, int column, int states)
    {
        double[] row = [.. numbers.GetRange(column * states, states).AsEnumerable().Reverse()];
        return IsNeutral(row) ? null : row;
    }
}
