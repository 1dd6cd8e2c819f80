namespace SpineInference.Engine.Inference.Tables;

/// <summary>Over which variables a table runs, and where each entry lies.</summary>
/// <remarks>Immutable.</remarks>
internal sealed class TableShape
{
    /// <summary>Lays out a table.</summary>
    /// <param name="variables">Its variables, the slowest first.</param>
    /// <param name="counts">State counts of all variables.</param>
    public TableShape(int[] variables, int[] counts)
    {
        Variables = variables;
        Strides = new long[variables.Length];
        long size = 1;
        for (int i = variables.Length - 1; i >= 0; i--)
        {
            Strides[i] = size;
            size = checked(size * counts[variables[i]]);
        }

        Size = size;
    }

    /// <summary>The variables, the slowest first.</summary>
    public int[] Variables { get; }

    /// <summary>How far the next state of each variable is.</summary>
    public long[] Strides { get; }

    /// <summary>How many entries there are.</summary>
    public long Size { get; }

    /// <summary>How far the next state of a variable is; 0 where the table does not run over it.</summary>
    public long StrideOf(int variable)
    {
        int place = Array.IndexOf(Variables, variable);
        return place < 0 ? 0 : Strides[place];
    }
}
