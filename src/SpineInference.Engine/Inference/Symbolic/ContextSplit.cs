namespace SpineInference.Engine.Inference.Symbolic;

/// <summary>Writes one factor as several over fewer variables, where the state of one variable decides which of the others matter.</summary>
/// <remarks>
/// <para>A slip that is seen hangs on the level where a slip is the cause, and on age and sex where it is not. One factor over cause, level, age
/// and sex is then the product of one over cause and level and one over cause, age and sex, each 1 where the other speaks. Apart they meet
/// the rest of the network at different times: age and sex are summed out without the level, and the level without age and sex. Source: Boutilier, Friedman,
/// Goldszmidt &amp; Koller 1996, <i>Context-specific independence in Bayesian networks</i>.</para>
/// <para>Only for factors that are 0 nowhere (<see cref="SymbolicFactor.IsTotal"/>), since a part has entries where the whole may have none.</para>
/// </remarks>
internal static class ContextSplit
{
    private const int FewestVariables = 3;

    // Parts that together speak for more than this share of the assignments are not worth the products that bring them together again. On the spine
    // network .7 gives the same length within a thousandth, .3 one that is two hundredths longer, and no limit one that is six longer.
    private const double WorthwhileShare = 0.5;

    /// <summary>The factors whose product a factor is: itself alone where little is gained.</summary>
    /// <param name="factor">A factor that is 0 nowhere.</param>
    /// <param name="stateCounts">State counts of all variables.</param>
    public static SymbolicFactor[] Run(SymbolicFactor factor, int[] stateCounts)
    {
        if (factor.Scope.Length < FewestVariables || factor.DistinctCount <= 1)
        {
            return [factor];
        }

        (int Position, List<Part> Parts)? best = null;
        double fewest = WorthwhileShare * factor.Layout.DenseSize;
        for (int position = 0; position < factor.Scope.Length; position++)
        {
            if (PartsBy(factor, position, stateCounts, fewest) is { Count: > 1 } parts)
            {
                fewest = parts.Sum(static p => p.Size);
                best = (position, parts);
            }
        }

        return best is { } found ? [.. found.Parts.Select(p => p.Write(factor, found.Position, stateCounts))] : [factor];
    }

    // The states of the variable at a position, those together that need the same others; null as soon as the parts are not smaller than a limit.
    private static List<Part>? PartsBy(SymbolicFactor factor, int position, int[] stateCounts, double limit)
    {
        double size = 0;
        int pivot = factor.Scope[position];
        ILookup<int, int> entries = Enumerable.Range(0, factor.Count).ToLookup(i => factor.Layout.StateAt(position, factor.Keys[i]));
        var parts = new List<Part>();
        for (int state = 0; state < stateCounts[pivot]; state++)
        {
            int[] scope = [.. Needed(factor, position, [.. entries[state]], stateCounts).Append(pivot).Order()];
            Part? part = parts.Find(p => p.Layout.Variables.AsSpan().SequenceEqual(scope));
            if (part is null)
            {
                part = new Part(new ScopeLayout(scope, stateCounts), new bool[stateCounts[pivot]]);
                parts.Add(part);
            }

            part.Speaks[state] = true;
            size += (double)part.Layout.DenseSize / stateCounts[pivot];
            if (size >= limit)
            {
                return null;
            }
        }

        return parts;
    }

    // The variables, but for the one at a position, that together decide some entries.
    private static int[] Needed(SymbolicFactor factor, int position, int[] entries, int[] stateCounts)
    {
        int[] needed = [.. factor.Scope.Where((_, i) => i != position)];
        var known = new Dictionary<ulong, int>(entries.Length);
        foreach (int variable in needed)
        {
            int[] others = [.. needed.Where(v => v != variable)];
            KeyProjection projection = factor.Layout.ProjectTo(new ScopeLayout(others, stateCounts));
            known.Clear();
            if (Array.TrueForAll(entries, i => known.TryAdd(projection.Apply(factor.Keys[i]), factor.Nodes[i])
                || known[projection.Apply(factor.Keys[i])] == factor.Nodes[i]))
            {
                needed = others;
            }
        }

        return needed;
    }

    // A scope, and the states of the common variable for which it holds the entries; for all others it is 1.
    private sealed record Part(ScopeLayout Layout, bool[] Speaks)
    {
        // Of how many assignments it speaks.
        public double Size => Layout.DenseSize * Speaks.Count(static speaks => speaks) / Speaks.Length;

        public SymbolicFactor Write(SymbolicFactor factor, int position, int[] stateCounts)
        {
            var entries = new SortedDictionary<ulong, int>();
            KeyProjection projection = factor.Layout.ProjectTo(Layout);
            for (int i = 0; i < factor.Count; i++)
            {
                if (Speaks[factor.Layout.StateAt(position, factor.Keys[i])])
                {
                    entries[projection.Apply(factor.Keys[i])] = factor.Nodes[i];
                }
            }

            int own = Layout.PositionOf(factor.Scope[position]);
            foreach (ulong key in Layout.AllKeys(stateCounts).Where(key => !Speaks[Layout.StateAt(own, key)]))
            {
                entries[key] = ExpressionGraph.One;
            }

            return new SymbolicFactor(Layout, [.. entries.Keys], [.. entries.Values]) { IsTotal = true };
        }
    }
}
