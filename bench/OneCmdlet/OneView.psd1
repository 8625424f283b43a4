@{
    RootModule        = 'OneCmdlet.dll'
    ModuleVersion     = '1.0.0'
    GUID              = '0c7f1c0e-53f5-4a0a-9a57-6d3c2f0f4b12'
    Description       = 'The smallest binary module that shows its objects in a table of its own.'
    PowerShellVersion = '5.1'
    FormatsToProcess  = @('OneView.ps1xml')
    FunctionsToExport = @()
    CmdletsToExport   = @('Get-Nothing')
    VariablesToExport = @()
    AliasesToExport   = @()
}
