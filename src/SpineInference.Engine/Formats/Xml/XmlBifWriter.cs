using System.Xml;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Formats;

/// <summary>Writes networks in XMLBIF, version 0.3.</summary>
/// <remarks>Every probability reads back to the last bit. A noisy-MAX is written as the table it stands for, a row shared by several
/// configurations once for each, and effective sample sizes not at all.</remarks>
public static class XmlBifWriter
{
    // Validating readers look for it; ours passes over it.
    private const string DocumentType = """

          <!ELEMENT BIF (NETWORK)*>
          <!ATTLIST BIF VERSION CDATA #REQUIRED>
          <!ELEMENT NETWORK (NAME, (PROPERTY | VARIABLE | DEFINITION)*)>
          <!ELEMENT NAME (#PCDATA)>
          <!ELEMENT VARIABLE (NAME, (OUTCOME | PROPERTY)*)>
          <!ATTLIST VARIABLE TYPE (nature | decision | utility) "nature">
          <!ELEMENT OUTCOME (#PCDATA)>
          <!ELEMENT DEFINITION (FOR | GIVEN | TABLE | PROPERTY)*>
          <!ELEMENT FOR (#PCDATA)>
          <!ELEMENT GIVEN (#PCDATA)>
          <!ELEMENT TABLE (#PCDATA)>
          <!ELEMENT PROPERTY (#PCDATA)>

        """;

    /// <summary>Writes a file, whole or not at all.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file; with the ending <c>.gz</c> it is compressed.</param>
    /// <exception cref="ArgumentException">A name holds what the format cannot: a control character, half of a surrogate pair, or white
    /// space at an end.</exception>
    /// <exception cref="IOException">The file cannot be written; what stood there before is untouched.</exception>
    public static void Write(BayesianNetwork network, string path) => AtomicFile.Write(path, stream => Write(network, stream));

    /// <summary>Writes to a stream, in UTF-8.</summary>
    /// <param name="network">The network.</param>
    /// <param name="stream">Receives the text; left open.</param>
    /// <exception cref="ArgumentException">A name holds what the format cannot: a control character, half of a surrogate pair, or white
    /// space at an end.</exception>
    public static void Write(BayesianNetwork network, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        using var writer = XmlWriter.Create(stream, XmlText.Settings);
        writer.WriteDocType("BIF", pubid: null, sysid: null, DocumentType.ReplaceLineEndings("\n"));
        writer.WriteStartElement("BIF");
        writer.WriteAttributeString("VERSION", "0.3");
        writer.WriteStartElement("NETWORK");
        WriteName(writer, "NAME", network.Name);
        foreach (Variable variable in network.Variables)
        {
            writer.WriteStartElement("VARIABLE");
            writer.WriteAttributeString("TYPE", "nature");
            WriteName(writer, "NAME", variable.Name);
            foreach (string state in variable.States)
            {
                WriteName(writer, "OUTCOME", state);
            }

            writer.WriteEndElement();
        }

        foreach (ConditionalDistribution distribution in network.Distributions)
        {
            writer.WriteStartElement("DEFINITION");
            WriteName(writer, "FOR", distribution.Variable.Name);
            foreach (Variable parent in distribution.Parents)
            {
                WriteName(writer, "GIVEN", parent.Name);
            }

            writer.WriteElementString("TABLE", XmlText.Numbers(distribution.Table));
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void WriteName(XmlWriter writer, string element, string name) =>
        writer.WriteElementString(element, FormatName.ThrowIfUnwritableInXml(name, "XMLBIF"));
}
