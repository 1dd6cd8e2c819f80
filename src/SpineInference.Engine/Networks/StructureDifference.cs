namespace SpineInference.Engine.Networks;

/// <summary>In what two structures differ first; a larger difference includes the smaller ones. <see langword="default"/> is <see cref="None"/>.</summary>
public enum StructureDifference
{
    /// <summary>In nothing: parameters of the one may be put in the place of those of the other.</summary>
    None,

    /// <summary>In rows alone: in their ids, in which configurations share one, or in how a variable is made of them. Evidence and elimination
    /// orders carry over.</summary>
    Rows,

    /// <summary>In parents: the variables are the same, by name and states. Evidence carries over, by name.</summary>
    Parents,

    /// <summary>In variables: their names, their order, or their states.</summary>
    Variables,
}
