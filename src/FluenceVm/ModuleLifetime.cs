using System.Management.Automation;
using FluenceVm.Loader;

namespace FluenceVm;

/// <summary>What PowerShell calls when the module is imported and removed.</summary>
public sealed class ModuleLifetime : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    /// <summary>Makes the module's dependencies findable. Nothing of them is loaded yet.</summary>
    public void OnImport() => ModuleDependencies.Attach(Path.GetDirectoryName(typeof(ModuleLifetime).Assembly.Location)!);

    /// <summary>Closes what this runspace has open.</summary>
    /// <param name="psModuleInfo">The module.</param>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        Connections.RunspaceConnections.Close();
        ModuleDependencies.Detach();
    }
}
