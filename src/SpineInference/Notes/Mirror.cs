using SpineInference.Engine.Networks;

namespace SpineInference;

/// <summary>The left–right mirror image of the network: names and states with the legs exchanged.</summary>
internal static class Mirror
{
    private const string Left = "left.";
    private const string Right = "right.";

    /// <summary>The name of the same variable in the other leg; that of a variable of the patient is unchanged.</summary>
    public static string NameOf(string variable) =>
        variable.StartsWith(Left, StringComparison.Ordinal) ? string.Concat(Right, variable.AsSpan(Left.Length))
        : variable.StartsWith(Right, StringComparison.Ordinal) ? string.Concat(Left, variable.AsSpan(Right.Length))
        : variable;

    /// <summary>The state with left and right exchanged; unchanged where states do not speak of sides.</summary>
    public static int StateOf(Variable variable, int state) => variable.States[state] switch
    {
        "left" => variable.GetStateIndex("right"),
        "right" => variable.GetStateIndex("left"),
        _ => state,
    };
}
