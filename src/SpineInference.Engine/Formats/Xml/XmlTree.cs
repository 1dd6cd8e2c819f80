using System.Text;
using System.Xml;

namespace SpineInference.Engine.Formats;

/// <summary>An XML element with its place in the file: what the XML readers work on.</summary>
internal sealed class XmlTree
{
    private readonly StringBuilder _text = new();

    private XmlTree(string name, TextPosition position)
    {
        Name = name;
        Position = position;
    }

    /// <summary>The element's name without a prefix.</summary>
    public string Name { get; }

    public TextPosition Position { get; }

    public Dictionary<string, string> Attributes { get; } = new(StringComparer.Ordinal);

    public List<XmlTree> Children { get; } = [];

    /// <summary>The element's own text, without white space at the ends; a comment in it counts as a space.</summary>
    public string Text => field ??= _text.ToString().Trim();

    /// <summary>Parses a file, or reports why not and returns null.</summary>
    /// <param name="bytes">The file, in any encoding XML declares.</param>
    /// <param name="skipped">Names of elements whose content is of no interest: they are passed over, and not kept.</param>
    /// <param name="assembler">Faults and limits.</param>
    /// <remarks>A document type is passed over unread: nothing is loaded and no entity but XML's own five is known, so that an entity
    /// cannot expand. The parser keeps no stack of calls; depth and number of elements and the length of a tag are limited.</remarks>
    public static XmlTree? Parse(byte[] bytes, IReadOnlyCollection<string> skipped, NetworkAssembler assembler)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Ignore,
            XmlResolver = null,
            IgnoreProcessingInstructions = true,
            MaxCharactersInDocument = assembler.Limits.Bytes,
            MaxCharactersFromEntities = 1024,
        };
        if (XmlBytes.Decode(bytes, assembler.Faults) is not { } text || !XmlTags.AreWithinLimit(text, assembler))
        {
            return null;
        }

        if (text.Length > 0 && char.IsWhiteSpace(text[0]) && text.AsSpan().TrimStart().StartsWith("<?xml ", StringComparison.Ordinal))
        {
            // Some programs write white space before the declaration, which XML forbids. Its encoding is known by now: blanks take its place.
            int end = text.IndexOf("?>", StringComparison.Ordinal) + 2;
            text = end < 2 ? text : new string([.. text[..end].Select(static c => TextLines.IsEnd(c) ? c : ' '), .. text[end..]]);
        }

        try
        {
            using var source = new StringReader(text);
            using var reader = XmlReader.Create(source, settings);
            return Parse(reader, skipped, assembler);
        }
        catch (XmlException exception)
        {
            assembler.Faults.Add(
                new TextPosition(Math.Max(exception.LineNumber, 1), Math.Max(exception.LinePosition, 1)),
                $"the file is not well-formed XML: {exception.Message}");
            return null;
        }
    }

    /// <summary>The one child of a name, or null; with a fault where there are more, or where it is required and absent.</summary>
    public XmlTree? Child(string name, FaultList faults, bool required)
    {
        XmlTree? found = null;
        foreach (XmlTree child in Children)
        {
            if (child.Name != name)
            {
                continue;
            }

            if (found is not null)
            {
                faults.Add(child.Position, $"<{Name}> has a second <{name}>, the first at line {found.Position.Line}; expected one.");
                return found;
            }

            found = child;
        }

        if (found is null && required)
        {
            faults.Add(Position, $"<{Name}> has no <{name}>; expected one.");
        }

        return found;
    }

    private static XmlTree? Parse(XmlReader reader, IReadOnlyCollection<string> skipped, NetworkAssembler assembler)
    {
        var lines = (IXmlLineInfo)reader;
        var open = new Stack<XmlTree>();
        XmlTree? root = null;
        int count = 0;
        bool more = reader.Read();
        while (more)
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    var position = new TextPosition(lines.LineNumber, Math.Max(lines.LinePosition - 1, 1));
                    if (++count > assembler.Limits.Elements || open.Count >= assembler.Limits.Depth)
                    {
                        assembler.Faults.Add(position, count > assembler.Limits.Elements
                            ? $"the file has more than {assembler.Limits.Elements} elements, the limit (FormatLimits.Elements)."
                            : $"elements are nested more than {assembler.Limits.Depth} deep, the limit (FormatLimits.Depth).");
                        return null;
                    }

                    if (skipped.Contains(reader.LocalName))
                    {
                        // Skipping moves on by itself.
                        reader.Skip();
                        continue;
                    }

                    XmlTree element = ReadStart(reader, position);
                    root ??= element;
                    if (open.TryPeek(out XmlTree? parent))
                    {
                        parent.Children.Add(element);
                    }

                    if (!reader.IsEmptyElement)
                    {
                        open.Push(element);
                    }

                    break;
                case XmlNodeType.EndElement:
                    open.Pop();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    open.Peek()._text.Append(reader.Value);
                    break;
                case XmlNodeType.Comment when open.TryPeek(out XmlTree? commented):
                    commented._text.Append(' ');
                    break;
                default:
                    break;
            }

            more = reader.Read();
        }

        if (root is null)
        {
            assembler.Faults.Add(TextPosition.Start, "the file has no element.");
        }

        return root;
    }

    private static XmlTree ReadStart(XmlReader reader, TextPosition position)
    {
        var element = new XmlTree(reader.LocalName, position);
        if (reader.HasAttributes)
        {
            while (reader.MoveToNextAttribute())
            {
                element.Attributes[reader.Name] = reader.Value;
            }

            reader.MoveToElement();
        }

        return element;
    }
}
