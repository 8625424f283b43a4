using System.Management.Automation;
using System.Reflection;
using System.Text.Json;
using Polly;

namespace FluenceVm.Neighbour;

/// <summary>Calls each of its packages, and says which versions answered.</summary>
[Cmdlet(VerbsOther.Use, "Neighbour")]
[OutputType(typeof(string))]
public sealed class UseNeighbourCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var text = new ResiliencePipelineBuilder()
            .Build()
            .Execute(() => JsonSerializer.Serialize(new Dictionary<string, int> { ["answer"] = 42 }));
        WriteObject(text);
        foreach (var type in new[] { typeof(TimeProvider), typeof(ResiliencePipeline), typeof(JsonSerializer) })
        {
            // Versions of a package may share their assembly's version.
            WriteObject($"{type.Assembly.GetName().Name} {type.Assembly.GetCustomAttribute<AssemblyFileVersionAttribute>()!.Version}");
        }
    }
}
