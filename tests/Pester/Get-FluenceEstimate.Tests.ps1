BeforeAll { . $PSScriptRoot/Setup.ps1 }

Describe 'Get-FluenceEstimate' {
    BeforeAll { $emulator = Connect-TestEmulator -ClockRate 0 }
    AfterAll { Disconnect-TestEmulator }

    It 'says price and deposit, and orders nothing' {
        $estimate = Get-FluenceEstimate -Configuration (Get-Configuration 4) -Country PL -Count 3
        $estimate | Should -BeOfType FluenceVm.Model.Estimate
        $price = (Find-FluenceOffer -Configuration (Get-Configuration 4) -Country PL).PricePerEpoch
        $estimate.TotalPricePerEpoch | Should -Be (3 * $price)
        $estimate.Deposit | Should -Be ($estimate.TotalPricePerEpoch * $estimate.DepositEpochs)
        $estimate.Count, $estimate.Currency | Should -Be 3, $Currency
        Get-Request CreateVm | Should -BeNullOrEmpty
    }

    It 'is what an order then costs' {
        $wanted = @{ Configuration = Get-Configuration 8; Country = 'DE'; StorageType = 'NVMe'; AdditionalStorageGiB = 50 }
        (New-FluenceVm dear ubuntu-22-04-x64 laptop @wanted).PricePerEpoch | Should -Be (Get-FluenceEstimate @wanted).TotalPricePerEpoch
    }

    It 'takes a manufacturer of CPUs alone' {
        $cpu = @(Get-FluenceHardware | Where-Object Kind -EQ Cpu)[0]
        (Get-FluenceEstimate -CpuManufacturer $cpu.Manufacturer).Count | Should -Be 1
    }

    It 'takes one half of a kind of memory' {
        (Get-FluenceEstimate -MemoryType DDR).Count | Should -Be 1
        (Get-FluenceEstimate -MemoryGeneration 5).Count | Should -Be 1
    }

    It "hands on the service's text" {
        { Get-FluenceEstimate -Country AQ } | Should -Throw -ErrorId 'Refused,*' -ExpectedMessage '*No suitable offer found*'
        { Get-FluenceEstimate -Count 100000 } | Should -Throw -ErrorId 'Refused,*' -ExpectedMessage '*Not enough offers found*'
    }
}
