using Microsoft.ML.Probabilistic.Math;
using Microsoft.ML.Probabilistic.Models;
using Range = Microsoft.ML.Probabilistic.Models.Range;

namespace SpineInference.InferNet.Models;

/// <summary>An observed array of integers with one dimension for each parent, whatever their number: which row a configuration has.</summary>
/// <remarks>Infer.NET's jagged arrays are nested generic types, one level a dimension, so the nesting is built by recursion.</remarks>
internal static class NestedIndex
{
    /// <summary>Makes the array.</summary>
    /// <param name="name">The array's name.</param>
    /// <param name="ranges">The value range of each parent; at least one.</param>
    /// <param name="values">The integers, last parent fastest.</param>
    /// <returns>Indexes the array by the parents.</returns>
    public static Func<Variable<int>[], Variable<int>> Create(string name, Range[] ranges, int[] values)
    {
        int size = ranges[^1].SizeAsInt;
        VariableArray<int> inner = Variable.Array<int>(ranges[^1]);
        return Wrap<Variable<int>, int[]>(
            name, inner, static (item, _, _) => item, offset => values.AsSpan(offset, size).ToArray(), size, ranges, ranges.Length - 2);
    }

    private static Func<Variable<int>[], Variable<int>> Wrap<TItem, TArray>(
        string name,
        VariableArray<TItem, TArray> array,
        Func<TItem, Variable<int>[], int, Variable<int>> descend,
        Func<int, TArray> slice,
        int stride,
        Range[] ranges,
        int next)
        where TItem : Variable, ICloneable, SettableTo<TItem>
    {
        if (next < 0)
        {
            array.Named(name);
            array.ObservedValue = slice(0);
            return parents => descend(array[parents[0]], parents, 1);
        }

        int size = ranges[next].SizeAsInt;
        return Wrap<VariableArray<TItem, TArray>, TArray[]>(
            name,
            Variable.Array(array, ranges[next]),
            (item, parents, depth) => descend(item[parents[depth]], parents, depth + 1),
            offset => [.. Enumerable.Range(0, size).Select(i => slice(offset + (i * stride)))],
            stride * size,
            ranges,
            next - 1);
    }
}
