namespace SpineInference.Web;

/// <summary>One possible answer to a question.</summary>
/// <param name="Id">Text id.</param>
/// <param name="Label">In words.</param>
/// <param name="Probability">Its probability.</param>
internal sealed record OutcomeView(string Id, string Label, double Probability);
