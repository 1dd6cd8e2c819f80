namespace SpineInference.InferNet.Clusters;

/// <summary>Where a network variable is read and where its evidence enters.</summary>
/// <param name="Node">A node whose states are states of that variable.</param>
/// <param name="States">The variable's state for each state of the node; a state that is not listed is impossible.</param>
internal readonly record struct Report(TreeNode Node, int[] States);
