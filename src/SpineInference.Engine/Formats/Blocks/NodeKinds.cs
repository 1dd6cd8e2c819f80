namespace SpineInference.Engine.Formats;

/// <summary>The nodes that files hold and no Bayesian network of discrete variables has, and what is said of each.</summary>
internal static class NodeKinds
{
    /// <summary>The one fault of a node of another kind.</summary>
    /// <param name="kind">What the file calls it, such as <c>decision</c>.</param>
    /// <param name="name">Its name.</param>
    public static string Refusal(string kind, string name)
    {
        string reason = kind switch
        {
            "decision" or "utility" or "mau" or "aleau" or "value" => "the file is an influence diagram, and only Bayesian networks are supported; remove its decisions and utilities",
            "continuous" or "equation" => "only discrete variables are supported; give it states",
            "temporal" or "dynamic" => "the network is dynamic (unrolled over time), and only static networks are supported",
            "instance" or "class" => "the network is built of others, and only whole networks are supported; unfold it first",
            _ => "only discrete chance nodes are supported",
        };
        return $"node '{NetworkAssembler.Shorten(name)}' is of kind '{NetworkAssembler.Shorten(kind)}': {reason}.";
    }
}
