namespace SpineInference.Engine.Inference;

/// <summary>Which parameters of a network are inputs of the compiled program rather than constants folded into it.</summary>
public enum LiveParameters
{
    /// <summary>None: the shortest program, for queries alone.</summary>
    None,

    /// <summary>Those of every row that is no definition: for learning, draws and sensitivities.</summary>
    All,

    /// <summary>Those of the rows named in <see cref="ExactEngineOptions.LiveRows"/>.</summary>
    Chosen,
}
