using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference;

/// <summary>What one finding contributes to an explanation.</summary>
/// <param name="Label">The finding in words, such as <c>Foot drop (left)</c>.</param>
/// <param name="Variable">The variable behind it.</param>
/// <param name="Alone">Its weight if it were the only finding; such weights do not add up.</param>
/// <param name="GivenRest">Its weight on top of all other findings; such weights do not add up either.</param>
/// <param name="InOrder">Its weight on top of the findings stated before it; these add up to the total.</param>
/// <param name="AgainstRival">The same as <paramref name="InOrder"/>, against the strongest rival alone; these add up too.</param>
public sealed record Reason(
    string Label,
    Variable Variable,
    WeightOfEvidence Alone,
    WeightOfEvidence GivenRest,
    WeightOfEvidence InOrder,
    WeightOfEvidence AgainstRival);
