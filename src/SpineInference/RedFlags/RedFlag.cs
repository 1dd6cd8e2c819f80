namespace SpineInference;

/// <summary>A warning that fires on a finding by rule, whatever the posterior says.</summary>
/// <param name="Id">Text id of the rule.</param>
/// <param name="Urgency">How fast someone must look.</param>
/// <param name="Finding">The finding that fired it, such as <c>left.sensation.saddle</c>.</param>
/// <param name="Reason">Why, in one sentence.</param>
public sealed record RedFlag(string Id, Urgency Urgency, string Finding, string Reason)
{
    /// <summary>The urgency, the finding and the reason.</summary>
    public override string ToString() => $"{Urgency}: {Finding}. {Reason}";
}
