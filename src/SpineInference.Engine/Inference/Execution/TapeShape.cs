namespace SpineInference.Engine.Inference.Execution;

/// <summary>What the rest of an engine takes for granted of its tape: a saved one must have it too.</summary>
/// <param name="VariableCount">How many variables the network has, and so the elimination order.</param>
/// <param name="EvidenceCount">How many slots hold likelihoods.</param>
/// <param name="ParameterCount">How many slots hold parameters.</param>
/// <param name="OutputCount">How many slots hold what is reported.</param>
internal readonly record struct TapeShape(int VariableCount, int EvidenceCount, int ParameterCount, int OutputCount);
