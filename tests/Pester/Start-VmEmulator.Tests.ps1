BeforeAll {
    . $PSScriptRoot/Setup.ps1
    function Test-PortIsFree([int] $Port) {
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, $Port)
        try { $listener.Start(); $true } catch { $false } finally { $listener.Stop() }
    }
}

Describe 'Start-VmEmulator' {
    AfterEach { Disconnect-TestEmulator }

    It 'serves on a loopback port, for this session and for other programs' {
        $emulator = Start-VmEmulator
        $emulator | Should -BeOfType FluenceVm.Model.VmEmulatorInfo
        $emulator.Uri.IsLoopback | Should -BeTrue
        $emulator.ApiKey, $emulator.Owner, $emulator.ContractAddress | Should -Not -BeNullOrEmpty
        $vms = Invoke-RestMethod "$($emulator.Uri)vms/v3" -Headers @{ 'X-API-KEY' = $emulator.ApiKey }
        $null = Connect-Fluence -Endpoint $emulator.Uri -ApiKey $emulator.ApiKey -ApiVersion MarketV3
        (Get-FluenceVm).Id | Should -Be $vms.id
        (Get-FluenceContext).Emulator | Should -BeTrue
    }

    It 'refuses another key as the real one does' {
        $emulator = Start-VmEmulator
        $null = Connect-Fluence -Endpoint $emulator.Uri -ApiKey $Canary -ApiVersion MarketV3
        $failed = { Get-FluenceVm } | Should -Throw -ErrorId 'AccessDenied,*' -ExpectedMessage '*No such API Key*' -PassThru
        "$failed" | Should -BeLike '*No such API Key*Connect-Fluence*'
        "$failed" | Should -Not -Match ([regex]::Escape($Canary))
    }

    It 'takes the port that is asked for, and says when it is taken' {
        $first = Start-VmEmulator
        $port = $first.Uri.Port
        { Start-VmEmulator -Port $port } | Should -Throw -ErrorId 'ResourceUnavailable,*' -ExpectedMessage "*port $port*"
        @(Get-VmEmulator).Count | Should -Be 1
        $first | Stop-VmEmulator
        (Start-VmEmulator $port).Uri.Port | Should -Be $port
    }

    It 'runs two at once that know nothing of each other' {
        $one = Start-VmEmulator
        $other = Start-VmEmulator
        $first = Connect-Fluence -Endpoint $one.Uri -ApiKey $one.ApiKey
        $second = Connect-Fluence -Endpoint $other.Uri -ApiKey $other.ApiKey
        $null = New-FluenceVm only-here ubuntu-22-04-x64 laptop -Connection $first
        @(Get-FluenceVm only-here* -Connection $first).Count | Should -Be 1
        Get-FluenceVm only-here* -Connection $second | Should -BeNullOrEmpty
        $null = New-FluenceVm elsewhere ubuntu-22-04-x64 laptop -Connection $second
        { Step-VmEmulator 00:01:00 } | Should -Throw -ErrorId 'EmulatorAmbiguous,*' -ExpectedMessage '*2 emulators*-Emulator*'
        $other.Now - $one.Now | ForEach-Object { [Math]::Abs($_.TotalHours) } | Should -BeLessThan 1
        Step-VmEmulator 1.00:00:00 $other
        ($other.Now - $one.Now).TotalHours | Should -BeGreaterThan 23
    }

    It 'ends with its runspace, and releases the port' {
        $shell = [powershell]::Create()
        $null = $shell.AddScript("Import-Module '$env:FLUENCEVM_MODULE'; (Start-VmEmulator).Uri.Port")
        $port = $shell.Invoke()[0]
        Test-PortIsFree $port | Should -BeFalse
        $shell.Runspace.Close()
        $shell.Dispose()
        Test-PortIsFree $port | Should -BeTrue
    }

    It 'ends with the module, and releases the port' {
        $port = (Start-VmEmulator).Uri.Port
        Remove-Module FluenceVm
        try { Test-PortIsFree $port | Should -BeTrue } finally { Import-Module $env:FLUENCEVM_MODULE }
    }
}

Describe 'Start-VmEmulator -StatePath' {
    BeforeEach { $path = Join-Path $TestDrive "$([guid]::NewGuid()).state" }
    AfterEach { Disconnect-TestEmulator }

    It 'continues where it stopped: VMs, keys, money, time and used ids' {
        $emulator = Start-VmEmulator -StatePath $path -ClockRate 0
        $null = Connect-Fluence -Endpoint $emulator.Uri -ApiKey $emulator.ApiKey -ApiVersion MarketV3
        $vm = New-FluenceVm kept ubuntu-22-04-x64 laptop -OpenPort 443/tcp
        $gone = New-FluenceVm gone ubuntu-22-04-x64 laptop
        $gone | Remove-FluenceVm -Confirm:$false
        $null = Add-FluenceSshKey office (Get-FakePublicKey)
        Step-VmEmulator 2.00:00:00
        $now = $emulator.Now
        $fleet = Get-FluenceVm
        $emulator | Stop-VmEmulator

        $again = Start-VmEmulator -StatePath $path -ClockRate 0
        $null = Connect-Fluence -Endpoint $again.Uri -ApiKey $again.ApiKey -ApiVersion MarketV3
        $again.Now | Should -Be $now
        (Get-FluenceVm).Id | Should -Be $fleet.Id
        (Get-FluenceVm).TotalSpent | Should -Be $fleet.TotalSpent
        "$((Get-FluenceVm kept).Ports)" | Should -Be '22/tcp 443/tcp'
        (Get-FluenceSshKey).Name | Should -Be 'laptop', 'office'
        (New-FluenceVm new ubuntu-22-04-x64 laptop).Id | Should -Not -BeIn @($fleet.Id; $gone.Id)
    }

    It 'is the same emulator again with the same file, and another one without' {
        $first = Start-VmEmulator -StatePath $path
        $id = $first.InstanceId
        $other = Start-VmEmulator
        $other.InstanceId | Should -Not -Be $id
        Stop-VmEmulator -Emulator $first
        (Start-VmEmulator -StatePath $path).InstanceId | Should -Be $id
    }

    It 'has several accounts, each with a key and VMs of its own' {
        $emulator = Start-VmEmulator -AccountCount 2
        $emulator.ApiKeys.Count, $emulator.ApiKeys[0] | Should -Be 2, $emulator.ApiKey
        $null = Connect-Fluence -Endpoint $emulator.Uri -ApiKey $emulator.ApiKeys[1]
        Get-FluenceVm web-1 -ErrorAction Ignore | Should -BeNullOrEmpty
        $null = Connect-Fluence -Endpoint $emulator.Uri -ApiKey $emulator.ApiKeys[0]
        (Get-FluenceVm web-1).Name | Should -Be 'web-1'
    }

    It 'is refused for a file that another emulator has' {
        $null = Start-VmEmulator -StatePath $path
        { Start-VmEmulator -StatePath $path } | Should -Throw -ErrorId 'ResourceUnavailable,*' -ExpectedMessage "*Another emulator*$path*"
        @(Get-VmEmulator).Count | Should -Be 1
    }

    It 'refuses a damaged file, and leaves it as it is: <Case>' -ForEach @(
        @{ Case = 'something else'; Damage = { '{ "not": "ours" }' } }
        @{ Case = 'cut short'; Damage = { param($text) $text.Substring(0, $text.Length - 20) } }
        @{ Case = 'one letter changed'; Damage = { param($text) $text -replace 'web-1', 'web-7' } }
        @{ Case = 'empty'; Damage = { '' } }
    ) {
        Start-VmEmulator -StatePath $path | Stop-VmEmulator
        $text = & $Damage ([IO.File]::ReadAllText($path))
        [IO.File]::WriteAllText($path, $text)
        { Start-VmEmulator -StatePath $path } | Should -Throw -ErrorId 'InvalidData,*' -ExpectedMessage "*$path*It was left as it is*"
        [IO.File]::ReadAllText($path) | Should -BeExactly $text
        Get-VmEmulator | Should -BeNullOrEmpty
    }

    It 'says that the folder is not there' {
        $missing = Join-Path $TestDrive 'no-such-folder/x.state'
        { Start-VmEmulator -StatePath $missing } | Should -Throw -ErrorId 'ResourceUnavailable,*' -ExpectedMessage '*folder*no-such-folder*'
    }

    It 'takes a path relative to the current location' {
        Push-Location $TestDrive
        try { (Start-VmEmulator -StatePath ./here.state).StatePath |
            Should -Be (Join-Path (Get-Location).ProviderPath 'here.state') } finally { Pop-Location }
    }
}
