namespace SpineInference.Engine.Inference.Symbolic;

/// <summary>What a node of an <see cref="ExpressionGraph"/> is.</summary>
internal enum NodeKind : byte
{
    /// <summary>A number.</summary>
    Constant,

    /// <summary>The likelihood of one state of one variable.</summary>
    Evidence,

    /// <summary>A parameter that is an input of the program.</summary>
    Parameter,

    /// <summary>A sum of products.</summary>
    Sum,
}
