namespace SpineInference.Engine.Inference.Symbolic;

/// <summary>A step of a tape before it is encoded.</summary>
/// <param name="Node">The node it computes or, where it is a copy, reads.</param>
/// <param name="IsAccumulated">Whether the result is added to an accumulator.</param>
/// <param name="IsCopy">Whether it adds the node as it is to an accumulator.</param>
/// <param name="ScalarTerms">How many terms multiply a scalar by a slot.</param>
/// <param name="SlotTerms">How many multiply two slots, or, where the result is a scalar, two scalars.</param>
internal readonly record struct Step(int Node, bool IsAccumulated, bool IsCopy, int ScalarTerms, int SlotTerms)
{
    /// <summary>The step that adds a node to its accumulator.</summary>
    public static Step Copy(int node) => new(node, IsAccumulated: true, IsCopy: true, 1, 0);

    /// <summary>Whether two steps can stand in one run.</summary>
    public bool HasShapeOf(Step other) =>
        IsAccumulated == other.IsAccumulated && ScalarTerms == other.ScalarTerms && SlotTerms == other.SlotTerms;
}
