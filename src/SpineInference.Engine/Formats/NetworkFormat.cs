namespace SpineInference.Engine.Formats;

/// <summary>The file formats of networks. <see langword="default"/> is <see cref="Json"/>.</summary>
public enum NetworkFormat
{
    /// <summary>This library's own model file, which loses nothing (<see cref="JsonModel"/>).</summary>
    Json,

    /// <summary>The Bayesian interchange format, as the public repositories hold it.</summary>
    Bif,

    /// <summary>XMLBIF 0.3.</summary>
    XmlBif,

    /// <summary>XDSL, the format of GeNIe and SMILE.</summary>
    Xdsl,

    /// <summary>DOT, the graph alone; written only.</summary>
    Dot,

    /// <summary>The net language of Hugin.</summary>
    Hugin,

    /// <summary>The text format of Netica; read only.</summary>
    Netica,

    /// <summary>The format of the UAI inference competitions.</summary>
    Uai,
}
