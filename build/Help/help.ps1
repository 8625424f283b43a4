# Brings docs/commands up to date with the cmdlets, and makes of docs what Get-Help reads.
[CmdletBinding()]
param(
    # The module's folder.
    [Parameter(Mandatory)] [string] $Module,
    # The folder of the pages.
    [Parameter(Mandatory)] [string] $Docs,
    # Where the help files go.
    [Parameter(Mandatory)] [string] $Target
)
$ErrorActionPreference = 'Stop'
. $PSScriptRoot/Page.ps1
. $PSScriptRoot/Examples.ps1
. $PSScriptRoot/HelpFiles.ps1
Import-Module $Module

foreach ($command in Get-Command -Module FluenceVm) {
    $path = Join-Path $Docs "commands/$($command.Name).md"
    $page = if (Test-Path $path) { Read-Page ([IO.File]::ReadAllText($path)) } else { @{} }
    [IO.File]::WriteAllText($path, (Get-RenewedText (Get-PageText $command $page) $Module))
}
foreach ($page in Get-ChildItem $Docs -Recurse -Filter *.md | Where-Object { $_.Directory.Name -ne 'commands' }) {
    [IO.File]::WriteAllText($page.FullName, (Get-RenewedText ([IO.File]::ReadAllText($page.FullName)) $Module -Guide))
}

$files = @{ 'FluenceVm.dll-Help.xml' = Get-HelpXml (Join-Path $Docs commands) }
foreach ($about in Get-ChildItem $Docs -Filter about_*.md) {
    $files["$($about.BaseName).help.txt"] = Get-AboutText ([IO.File]::ReadAllText($about.FullName))
}
# Get-Help FluenceVm shows this page, not a list of everything that has the word in it.
$files['FluenceVm.help.txt'] = $files['about_FluenceVm.help.txt']
foreach ($file in $files.Keys) { [IO.File]::WriteAllText((Join-Path $Target $file), $files[$file]) }
