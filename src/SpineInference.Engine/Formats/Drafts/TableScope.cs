namespace SpineInference.Engine.Formats;

/// <summary>The variables of one table: whether they differ, and how many entries they make.</summary>
internal static class TableScope
{
    /// <summary>The first of the parents that is the child or stands before; null where all differ.</summary>
    public static VariableDraft? Repeated(VariableDraft child, IReadOnlyList<VariableDraft> parents)
    {
        for (int i = 0; i < parents.Count; i++)
        {
            VariableDraft parent = parents[i];
            bool repeats = parent == child;
            for (int k = 0; k < i && !repeats; k++)
            {
                repeats = parents[k] == parent;
            }

            if (repeats)
            {
                return parent;
            }
        }

        return null;
    }

    /// <summary>The entries of the table; saturates, so that no product of numbers of states overflows.</summary>
    /// <param name="child">The child.</param>
    /// <param name="parents">Its parents.</param>
    /// <param name="largestStateCount">How many states a variable may have.</param>
    public static long Entries(VariableDraft child, IReadOnlyList<VariableDraft> parents, int largestStateCount)
    {
        long entries = Math.Max(child.States.Count, 1);
        for (int i = 0; i < parents.Count; i++)
        {
            entries = Math.Min(entries * Math.Max(parents[i].States.Count, 1), long.MaxValue / (largestStateCount + 1L));
        }

        return entries;
    }
}
