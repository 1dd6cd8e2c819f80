using System.Globalization;
using System.Xml;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Formats;

/// <summary>Writes networks in XDSL, the format of GeNIe and SMILE.</summary>
/// <remarks>
/// <para>A noisy-MAX stays one where XDSL can express it (each contributor reads at most one parent and is silent in some state), with its
/// states in reverse order, as GeNIe has them; otherwise it is written as the table it stands for. A table of definitions that is a
/// function becomes a deterministic node. Other effective sample sizes and the sharing of rows are lost. Every probability written
/// reads back to the last bit.</para>
/// <para>XDSL's ids are letters, digits and underscores: a name that is no such id is written as a property beside an id made from it, which
/// <see cref="XdslReader"/> reads again, and shown by GeNIe as the node's name.</para>
/// </remarks>
public static class XdslWriter
{
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
        new Document(network, writer).Write();
    }

    private sealed class Document
    {
        private readonly BayesianNetwork _network;
        private readonly XmlWriter _writer;
        private readonly string[] _ids;
        private readonly bool[] _reversed;
        private readonly (string Strengths, double[] Parameters)?[] _noisyMax;

        public Document(BayesianNetwork network, XmlWriter writer)
        {
            _network = network;
            _writer = writer;
            var ids = new XdslIds();
            _ids = [.. network.Variables.Select(v => ids.Add(Checked(v.Name)))];

            // Which states stand in reverse is known before the columns, whose order it changes.
            _reversed = [.. network.Distributions.Select(static d => d is NoisyMax n && XdslNoisyMax.Columns(n, static _ => false) is not null)];
            _noisyMax = [.. network.Distributions.Select(d => d is NoisyMax n ? XdslNoisyMax.Columns(n, v => _reversed[v.Index]) : null)];
        }

        public void Write()
        {
            _writer.WriteStartElement("smile");
            _writer.WriteAttributeString("version", "1.0");
            _writer.WriteAttributeString("id", new XdslIds().Add(_network.Name));
            _writer.WriteStartElement("nodes");

            // SMILE reads the nodes in order: parents must stand before their children.
            foreach (Variable variable in _network.TopologicalOrder)
            {
                WriteNode(_network.Distributions[variable.Index]);
            }

            _writer.WriteEndElement();
            WriteLayout();
            _writer.WriteEndElement();
        }

        private static string Checked(string name) => FormatName.ThrowIfUnwritableInXml(name, "XDSL");

        private void WriteNode(ConditionalDistribution distribution)
        {
            Variable variable = distribution.Variable;
            bool isNoisyMax = _noisyMax[variable.Index] is not null;
            bool isFunction = !isNoisyMax && IsFunction(distribution);
            _writer.WriteStartElement(isNoisyMax ? "noisymax" : isFunction ? "deterministic" : "cpt");
            _writer.WriteAttributeString("id", _ids[variable.Index]);
            var ids = new XdslIds();
            string[] stateIds = [.. variable.States.Select(s => ids.Add(Checked(s)))];
            foreach (string id in isNoisyMax ? stateIds.Reverse() : stateIds)
            {
                _writer.WriteStartElement("state");
                _writer.WriteAttributeString("id", id);
                _writer.WriteEndElement();
            }

            if (distribution.Parents.Length > 0)
            {
                _writer.WriteElementString("parents", string.Join(' ', distribution.Parents.Select(p => _ids[p.Index])));
            }

            if (_noisyMax[variable.Index] is { } noisyMax)
            {
                _writer.WriteElementString("strengths", noisyMax.Strengths);
                _writer.WriteElementString("parameters", XmlText.Numbers(noisyMax.Parameters));
            }
            else
            {
                WriteTable(distribution, isFunction ? stateIds : null);
            }

            WriteProperty(XdslNode.NameProperty, _ids[variable.Index], variable.Name);
            for (int s = 0; s < stateIds.Length; s++)
            {
                WriteProperty(XdslNode.StateNameProperty + stateIds[s], stateIds[s], variable.States[s]);
            }

            _writer.WriteEndElement();
        }

        private void WriteTable(ConditionalDistribution distribution, string[]? resultingStates)
        {
            int states = distribution.Variable.StateCount;
            int[] configurations = XdslNode.Configurations([.. distribution.Parents.Select(p => (p.StateCount, _reversed[p.Index]))]);
            ReadOnlySpan<double> table = distribution.Table;
            if (resultingStates is not null)
            {
                var names = new string[configurations.Length];
                for (int c = 0; c < names.Length; c++)
                {
                    names[c] = resultingStates[table.Slice(configurations[c] * states, states).IndexOf(1)];
                }

                _writer.WriteElementString("resultingstates", string.Join(' ', names));
                return;
            }

            var values = new double[table.Length];
            for (int c = 0; c < configurations.Length; c++)
            {
                table.Slice(configurations[c] * states, states).CopyTo(values.AsSpan(c * states));
            }

            _writer.WriteElementString("probabilities", XmlText.Numbers(values));
        }

        private void WriteProperty(string property, string id, string name)
        {
            if (id != name)
            {
                _writer.WriteStartElement("property");
                _writer.WriteAttributeString("id", property);
                _writer.WriteString(name);
                _writer.WriteEndElement();
            }
        }

        private static bool IsFunction(ConditionalDistribution distribution) =>
            distribution is ConditionalTable && distribution.Rows.All(static r => r.IsDefinition && r.Probabilities.All(static p => p is 0 or 1));

        // Names for display, and a plain arrangement in layers so that the graph opens readable.
        private void WriteLayout()
        {
            const int Width = 120;
            const int Height = 50;
            _writer.WriteStartElement("extensions");
            _writer.WriteStartElement("genie");
            _writer.WriteAttributeString("version", "1.0");
            _writer.WriteAttributeString("app", "SpineInference");
            _writer.WriteAttributeString("name", Checked(_network.Name));
            var layers = new int[_network.Variables.Length];
            var places = new Dictionary<int, int>();
            foreach (Variable variable in _network.TopologicalOrder)
            {
                int layer = _network.Distributions[variable.Index].Parents.Select(p => layers[p.Index] + 1).DefaultIfEmpty(0).Max();
                int place = places.GetValueOrDefault(layer);
                layers[variable.Index] = layer;
                places[layer] = place + 1;
                int left = 20 + (place * Width * 5 / 4);
                int top = 20 + (layer * Height * 2);
                _writer.WriteStartElement("node");
                _writer.WriteAttributeString("id", _ids[variable.Index]);
                _writer.WriteElementString("name", variable.Name);
                _writer.WriteStartElement("interior");
                _writer.WriteAttributeString("color", "e5f6f7");
                _writer.WriteEndElement();
                _writer.WriteStartElement("outline");
                _writer.WriteAttributeString("color", "000080");
                _writer.WriteEndElement();
                _writer.WriteStartElement("font");
                _writer.WriteAttributeString("color", "000000");
                _writer.WriteAttributeString("name", "Arial");
                _writer.WriteAttributeString("size", "8");
                _writer.WriteEndElement();
                _writer.WriteElementString("position", string.Create(CultureInfo.InvariantCulture, $"{left} {top} {left + Width} {top + Height}"));
                _writer.WriteEndElement();
            }

            _writer.WriteEndElement();
            _writer.WriteEndElement();
        }
    }
}
