BeforeAll { . $PSScriptRoot/Setup.ps1 }

Describe 'Get-VmEmulator' {
    AfterEach { Disconnect-TestEmulator }

    It 'gives nothing if none runs' {
        Get-VmEmulator | Should -BeNullOrEmpty
        Get-VmEmulator -Requests | Should -BeNullOrEmpty
    }

    It 'lists those on a port, and the one that -Emulator shares' {
        $emulator = Start-VmEmulator
        $null = Connect-Fluence -Emulator
        $all = Get-VmEmulator
        $all.Count | Should -Be 2
        $all[0].Uri | Should -Be $emulator.Uri
        $all[1].Uri | Should -BeNullOrEmpty
        "$($all[1])" | Should -Be 'in process'
    }

    It 'gives the requests as objects, the oldest first, without a key or a query' {
        $emulator = Connect-TestEmulator
        $id = (Get-FluenceVm web-1).Id
        $null = Wait-FluenceVm $id -PassThru
        $null = Send-TestRequest "$($emulator.Uri)nowhere?secret=$Canary"
        $requests = Get-VmEmulator -Requests
        $requests[0] | Should -BeOfType FluenceVm.Model.EmulatorRequest
        $requests.Operation | Should -Contain $StatusOperation
        $requests[-1].Path, $requests[-1].Status, $requests[-1].Operation | Should -Be '/nowhere', 404, $null
        ($requests.Time | Sort-Object) | Should -Be $requests.Time
        $requests.Duration | Should -BeOfType TimeSpan
        $text = $requests | Format-List * -Force | Out-String -Width 500
        $text | Should -Not -Match ([regex]::Escape($emulator.ApiKey))
        $text | Should -Not -Match ([regex]::Escape($Canary))
        $text | Should -Not -Match $id
    }

    It 'has no status for a response that was cut off' {
        $null = Connect-TestEmulator
        Set-VmEmulatorFault Estimate DropBefore -Count 1
        $null = Get-FluenceEstimate
        (Get-Request Estimate).Status | Should -Be $null, 200
    }

    It 'fits a terminal of 80 columns' {
        $null = Connect-TestEmulator
        $null = Get-FluenceVm
        $null = New-FluenceVm web-9 ubuntu-22-04-x64 laptop
        foreach ($command in 'Get-VmEmulator', 'Get-VmEmulator -Requests', 'Get-FluenceOrder', 'Find-FluenceOffer', 'Get-FluenceSshKey',
            'Get-FluenceVm', 'Get-FluenceEstimate', 'Get-FluenceHardware') {
            $lines = (Remove-Colour (& ([scriptblock]::Create($command)) | Out-String -Width 80)) -split '\r?\n' | Where-Object { $_ }
            $lines[1] | Should -Match '^[- ]+$' -Because "the headings of $command are one line"
            $lines | ForEach-Object { $_.Length | Should -BeLessOrEqual 80 }
        }
    }
}
